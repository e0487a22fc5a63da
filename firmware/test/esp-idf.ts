/** Compiling the ESP32's board against the headers of a real ESP-IDF, and asking them whether the stubs say the same. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { FIRMWARE_ROOT } from '../build/index.ts';

const BOARD = `${FIRMWARE_ROOT}/boards/esp32`;
/** Folders of headers that are not simply `include` or `esp32/include` of a component. */
const ODD_FOLDERS = [
  'freertos/FreeRTOS-Kernel/include',
  'freertos/FreeRTOS-Kernel/portable/xtensa/include',
  'freertos/FreeRTOS-Kernel/portable/xtensa/include/freertos',
  'freertos/config/include',
  'freertos/config/include/freertos',
  'freertos/config/xtensa/include',
  'freertos/esp_additions/include',
  'hal/platform_port/include',
  'soc/esp32/register',
];
/** Components whose headers take the place of those of the chip. */
const ELSEWHERE = ['cmock', 'esp_tee', 'linux', 'riscv'];

/** Where the vendor's sources lie. */
export interface EspIdf {
  /** Root of an ESP-IDF. */
  readonly root: string;
  /** Root of esp-mqtt; inside ESP-IDF where its submodules are checked out. */
  readonly mqtt: string;
  /** Root of the component `led_strip`. */
  readonly ledStrip: string;
}

/**
 * What to compile with. No Xtensa compiler is asked for: another one with 32 bits, newlib and the same integer types reads the same
 * headers as far as `-fsyntax-only` goes. Its own C library comes before ESP-IDF's changes to it.
 */
export function espIdfFlags(idf: EspIdf): string[] {
  const components = readdirSync(`${idf.root}/components`).filter((name) => !ELSEWHERE.includes(name));
  const usual = components.flatMap((name) => [`${name}/include`, `${name}/esp32/include`]);
  const inside = [...ODD_FOLDERS, ...usual].map((folder) => `${idf.root}/components/${folder}`).filter(existsSync);
  const vendor = [...inside, `${idf.mqtt}/include`, `${idf.ledStrip}/include`].map((folder) => `-isystem${folder}`);
  const chip = ['-fsyntax-only', '-fno-short-enums', '-D__XTENSA__', `-I${BOARD}/check`, `-I${BOARD}/main`];
  return [...chip, ...vendor, `-idirafter${idf.root}/components/newlib/platform_include`];
}

/** A struct's members as `path type` pairs, and where its lines end. */
function members(lines: readonly string[], from: number): { fields: [string, string][]; end: number } {
  const fields: [string, string][] = [];
  for (let at = from; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim();
    if (line.startsWith('}')) return { fields, end: at };
    if (line === 'struct {') {
      const inner = members(lines, at + 1);
      at = inner.end;
      const name = (lines[at] ?? '').trim().slice(2, -1);
      fields.push(...inner.fields.map(([path, type]): [string, string] => [`${name}.${path}`, type]));
    }
    const field = /^([\w ]+[ *]+?)(\w+)(\[\d+\])?( : \d+)?;$/.exec(line);
    if (field !== null) fields.push([field[2] ?? '', `${field[1]}${field[3] ?? ''}`]);
  }
  throw new Error('a struct of the stubs does not end');
}

/** What one header of the stubs claims, as C++ that only compiles where the real headers say the same. */
function claims(lines: readonly string[]): string[] {
  const found: string[] = [];
  let enumeration = '';
  for (const [at, line] of lines.entries()) {
    const constant = /^#define (\w+) (\(?\S*\d\)?)$/.exec(line);
    const alias = /^using (\w+) = (.*);$/.exec(line);
    const value = /^ {2}(\w+) = (-?\d+),$/.exec(line);
    const record = /^(?:struct|union) (\w+) \{$/.exec(line);
    enumeration = /^enum (\w+) \{$/.exec(line)?.[1] ?? enumeration;
    if (constant !== null) found.push(`static_assert(${constant[1]} == ${constant[2]});`);
    if (alias !== null) found.push(`static_assert(__is_same(${alias[1]}, ${alias[2]}));`);
    if (value !== null) {
      found.push(`static_assert(${value[1]} == ${value[2]} && __is_same(decltype(${value[1]}), ${enumeration}));`);
    }
    if (record !== null) {
      for (const [path, type] of members(lines, at + 1).fields) {
        found.push(`static_assert(__is_same(decltype(${record[1]}{}.${path}), ${type}));`);
      }
    }
    // Declared again with another type, a function or object of C is an error.
    if (/^(?!using|struct|#|\/\/|\}|extern "C")\S.*;$/.test(line)) found.push(`extern "C" { ${line} }`);
  }
  return found;
}

/** A source that holds every declaration of the stubs against the real headers; and how many those are. */
export function stubClaims(): { source: string; count: number } {
  const headers = readdirSync(`${BOARD}/stubs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.h') && name !== 'sdkconfig.h')
    // FreeRTOS wants its own first.
    .sort((a, b) => Number(b.includes('FreeRTOS')) - Number(a.includes('FreeRTOS')) || a.localeCompare(b));
  const found = headers.flatMap((name) => claims(readFileSync(`${BOARD}/stubs/${name}`, 'utf8').split('\n')));
  const includes = headers.map((name) => `#include <${name}>`);
  return { source: `${[...includes, ...found].join('\n')}\n`, count: found.length };
}
