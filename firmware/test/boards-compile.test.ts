/**
 * Every file of the boards that need a vendor's platform compiles: against declared stubs always, and against the real
 * thing where the environment names its folders. Teensy: UNDERSTUDY_TEENSY_CORE and UNDERSTUDY_QNETHERNET. ESP32:
 * UNDERSTUDY_ESP_IDF and UNDERSTUDY_LED_STRIP, and UNDERSTUDY_ESP_MQTT where ESP-IDF's submodules are not checked out.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { FIRMWARE_ROOT } from '../build/index.ts';
import { espIdfFlags, stubClaims } from './esp-idf.ts';

const COMMON = ['-std=gnu++20', '-Wall', '-Wextra', '-fno-exceptions', '-fno-rtti', '-Os', `-I${FIRMWARE_ROOT}`];
const TEENSY = ['-mcpu=cortex-m7', '-mthumb', '-mfpu=fpv5-d16', '-mfloat-abi=hard'];
const TEENSY_DEFINES = [
  '-D__IMXRT1062__',
  '-DTEENSYDUINO=159',
  '-DARDUINO=10813',
  '-DARDUINO_TEENSY41',
  '-DF_CPU=600000000',
  '-DUSB_SERIAL',
  '-DLAYOUT_US_ENGLISH',
];
const sources = (folder: string): string[] =>
  readdirSync(`${FIRMWARE_ROOT}/${folder}`)
    .filter((name) => name.endsWith('.cc'))
    .map((name) => `${FIRMWARE_ROOT}/${folder}/${name}`);
/** What a board compiles beside its own folder: each file for itself, as its build does. */
const PORTABLE = ['core', 'drivers', 'link', 'boards/shared'].flatMap(sources);

/** The shared part that includes a board's own headers. */
const HAL = `${FIRMWARE_ROOT}/boards/shared/hal.cc`;

/** What the compiler says against each file. */
async function complaints(compiler: string, flags: readonly string[], files: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of files) {
    try {
      await promisify(execFile)(compiler, [...flags, '-c', file, '-o', '/dev/null']);
    } catch (error) {
      found.push(error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error));
    }
  }
  return found;
}

describe('the boards compile', () => {
  it('Teensy 4.1, against the stubs', async () => {
    const board = `${FIRMWARE_ROOT}/boards/teensy41`;
    const flags = [...COMMON, ...TEENSY, '-Werror', `-I${board}/stubs`, `-I${board}/src`];
    expect(await complaints('arm-none-eabi-g++', flags, [...sources('boards/teensy41/src'), ...PORTABLE])).toEqual([]);
  }, 120_000);

  it('the bench controller for a Teensy 4.1, against the stubs', async () => {
    const folder = `${FIRMWARE_ROOT}/bench/teensy41/src`;
    const flags = [...COMMON, ...TEENSY, '-Werror', `-I${FIRMWARE_ROOT}/boards/teensy41/stubs`, `-I${folder}`];
    const files = [...sources('bench/teensy41/src'), ...sources('bench')];
    expect(await complaints('arm-none-eabi-g++', flags, files)).toEqual([]);
  }, 120_000);

  it('ESP32, against the stubs', async () => {
    const board = `${FIRMWARE_ROOT}/boards/esp32`;
    const flags = [...COMMON, '-Werror', `-I${board}/stubs`, `-I${board}/main`];
    expect(await complaints('g++', flags, [...sources('boards/esp32/main'), HAL])).toEqual([]);
  }, 120_000);

  it('the ESP32 project names files that are there', () => {
    const project = readFileSync(`${FIRMWARE_ROOT}/boards/esp32/main/CMakeLists.txt`, 'utf8');
    const named = [...project.matchAll(/boards\/shared\/([\w-]+\.cc)/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(4);
    for (const name of named) expect(readdirSync(`${FIRMWARE_ROOT}/boards/shared`)).toContain(name);
    // ESP-IDF reads the file in CMake's script mode first, which refuses this word where it is used.
    expect(project.replaceAll(/^#.*$/gm, '')).not.toContain('CONFIGURE_DEPENDS');
  });

  it('the partitions of the ESP32 fit the flash that its settings name', () => {
    const board = `${FIRMWARE_ROOT}/boards/esp32`;
    const flash = /CONFIG_ESPTOOLPY_FLASHSIZE_(\d+)MB=y/.exec(readFileSync(`${board}/sdkconfig.defaults`, 'utf8'));
    const partitions = readFileSync(`${board}/partitions.csv`, 'utf8').matchAll(/(0x\w+),\s*(0x\w+)\s*$/gm);
    const ends = [...partitions].map(([, offset, size]) => Number(offset) + Number(size));
    expect(ends.length).toBeGreaterThan(3);
    expect(Math.max(...ends)).toBeLessThanOrEqual(Number(flash?.[1]) * 1024 * 1024);
  });

  const core = process.env.UNDERSTUDY_TEENSY_CORE;
  const ethernet = process.env.UNDERSTUDY_QNETHERNET;
  if (core !== undefined && ethernet !== undefined) {
    it('Teensy 4.1, against the real core and QNEthernet', async () => {
      const board = `${FIRMWARE_ROOT}/boards/teensy41`;
      const real = [`-I${core}/teensy4`, `-I${ethernet}/src`, `-I${board}/stubs`, `-I${board}/src`];
      const flags = [...COMMON, ...TEENSY, ...TEENSY_DEFINES, ...real, '-w'];
      expect(await complaints('arm-none-eabi-g++', flags, [...sources('boards/teensy41/src'), HAL])).toEqual([]);
    }, 120_000);
  }

  const root = process.env.UNDERSTUDY_ESP_IDF;
  const ledStrip = process.env.UNDERSTUDY_LED_STRIP;
  if (root !== undefined && ledStrip !== undefined) {
    const mqtt = process.env.UNDERSTUDY_ESP_MQTT ?? `${root}/components/mqtt/esp-mqtt`;

    it('ESP32, against the headers of the real ESP-IDF, esp-mqtt and led_strip', async () => {
      const flags = [...COMMON, '-Werror', ...espIdfFlags({ root, mqtt, ledStrip })];
      expect(await complaints('arm-none-eabi-g++', flags, [...sources('boards/esp32/main'), HAL])).toEqual([]);
    }, 120_000);

    it('the stubs of the ESP32 say what those headers say', async () => {
      const { source, count } = stubClaims();
      expect(count).toBeGreaterThan(200);
      const folder = mkdtempSync(`${tmpdir()}/understudy-stubs-`);
      try {
        writeFileSync(`${folder}/claims.cc`, source);
        const flags = [...COMMON, '-w', ...espIdfFlags({ root, mqtt, ledStrip })];
        expect(await complaints('arm-none-eabi-g++', flags, [`${folder}/claims.cc`])).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }, 120_000);
  }
});
