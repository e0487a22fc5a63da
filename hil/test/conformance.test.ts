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
  runCase,
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
/** An emulator mostly waits for its serial line: three of them share the cases. */
const AT_A_TIME: Readonly<Record<string, number>> = { 'qemu-m7': 3 };
const drivers = Object.keys(open);
const results = new Map<string, ReadonlyMap<string, CaseResult>>();

/** All cases on one driver; each device under test takes the next case that waits. */
async function runDriver(name: string, start: () => Promise<Dut>): Promise<void> {
  const mine = new Map<string, CaseResult>();
  results.set(name, mine);
  const waiting = [...cases];
  const worker = async (): Promise<void> => {
    const dut = await start();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      mine.set(next.name, await runCase(dut, next));
    await dut.close();
  };
  await Promise.all(Array.from({ length: AT_A_TIME[name] ?? 1 }, worker));
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
