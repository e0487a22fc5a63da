/** The conformance suite on every driver: each case holds, and all drivers leave the same trace, byte for byte. */

import { buildFirmware, buildM7, buildNativeHost, FIRMWARE_ROOT } from '@understudy/firmware';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  CASES,
  type CaseResult,
  type Dut,
  firstDivergence,
  openM7Dut,
  openNativeDut,
  openWasmDut,
  readControllers,
  roomCases,
  runCases,
} from '../src/index.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
const cases = [...CASES, ...roomCases(readControllers(`${FIRMWARE_ROOT}/../rooms/clockwork`))];

const open: Readonly<Record<string, () => Promise<Dut>>> = {
  wasm: async () => {
    const { wasm } = await buildFirmware({ cacheDir });
    return openWasmDut(new WebAssembly.Module(wasm as BufferSource));
  },
  native: async () => openNativeDut(await buildNativeHost({ cacheDir })),
  'qemu-m7': async () => openM7Dut((await buildM7({ cacheDir })).elf),
};
const drivers = Object.keys(open);
const results = new Map<string, ReadonlyMap<string, CaseResult>>();

/** All cases on one driver. */
async function runDriver(name: string, start: () => Promise<Dut>): Promise<void> {
  const dut = await start();
  const ran = await runCases(dut, cases);
  results.set(name, new Map(ran.map((result) => [result.name, result])));
  await dut.close();
}

beforeAll(async () => {
  for (const [name, start] of Object.entries(open)) await runDriver(name, start);
}, 480_000);

describe.each(drivers)('%s', (driver) => {
  it.each(cases.map(({ name }) => name))('%s', (name) => {
    const result = results.get(driver)?.get(name);
    expect(result?.lines.length, 'lines of its trace').toBeGreaterThan(0);
    expect(result?.failure).toBeUndefined();
  });
});

describe('traces are equal', () => {
  const [reference = '', ...others] = drivers;
  it.each(others)(`${reference} and %s`, (driver) => {
    for (const { name } of cases) {
      const expected = results.get(reference)?.get(name)?.lines ?? [];
      const seen = results.get(driver)?.get(name)?.lines ?? [];
      expect(firstDivergence(expected, seen), name).toBeUndefined();
    }
  });
});
