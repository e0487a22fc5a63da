/**
 * Every file of the boards that need a vendor's platform compiles: against declared stubs always, and the Teensy's against
 * the real core and QNEthernet where UNDERSTUDY_TEENSY_CORE and UNDERSTUDY_QNETHERNET name their folders.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { FIRMWARE_ROOT } from '../build/index.ts';

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

  it('ESP32, against the stubs', async () => {
    const board = `${FIRMWARE_ROOT}/boards/esp32`;
    const flags = [...COMMON, '-Werror', `-I${board}/stubs`, `-I${board}/main`];
    expect(await complaints('g++', flags, sources('boards/esp32/main'))).toEqual([]);
  }, 120_000);

  it('the ESP32 project names files that are there', () => {
    const project = readFileSync(`${FIRMWARE_ROOT}/boards/esp32/main/CMakeLists.txt`, 'utf8');
    const named = [...project.matchAll(/boards\/shared\/([\w-]+\.cc)/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(4);
    for (const name of named) expect(readdirSync(`${FIRMWARE_ROOT}/boards/shared`)).toContain(name);
  });

  const core = process.env.UNDERSTUDY_TEENSY_CORE;
  const ethernet = process.env.UNDERSTUDY_QNETHERNET;
  if (core !== undefined && ethernet !== undefined) {
    it('Teensy 4.1, against the real core and QNEthernet', async () => {
      const board = `${FIRMWARE_ROOT}/boards/teensy41`;
      const real = [`-I${core}/teensy4`, `-I${ethernet}/src`, `-I${board}/stubs`, `-I${board}/src`];
      const flags = [...COMMON, ...TEENSY, ...TEENSY_DEFINES, ...real, '-w'];
      expect(await complaints('arm-none-eabi-g++', flags, sources('boards/teensy41/src'))).toEqual([]);
    }, 120_000);
  }
});
