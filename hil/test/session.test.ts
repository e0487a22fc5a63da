/** The runner on a real station: a DUT and its bench controller in WebAssembly, with what can befall them. */
import { buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { beforeAll, expect, it } from 'vitest';
import { openWasmStation } from '../src/station/wasm-station.ts';
import { exitCodeOf } from '../src/suite/exit-code.ts';
import { runSession } from '../src/suite/runner.ts';
import type { Outcome, PlannedTest } from '../src/suite/types.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  const { wasm } = await buildWasmBench({ cacheDir: `${FIRMWARE_ROOT}/../.cache/firmware` });
  module = new WebAssembly.Module(wasm as BufferSource);
});

const planned = (id: string, run: PlannedTest['run'], more: Partial<PlannedTest> = {}): PlannedTest => ({
  ...{ id, suite: 'timing', title: id, timeoutMs: 20_000, run },
  ...more,
});
const nothing = async (): Promise<Outcome> => ({});
const session = (tests: readonly PlannedTest[]) =>
  runSession({
    ...{ platform: 'wasm', serial: 'W1', controller: 'a', room: 'r', bench: 'b', fixtures: [], tests },
    open: () => openWasmStation(module),
  });

it('passes, fails and goes on behind a power cycle, a time-out and a reset', async () => {
  const report = await session([
    planned('t/passes', async (station) => {
      await station.pass(100);
      expect((await station.bench.levels()).length).toBeGreaterThan(0);
      return {};
    }),
    planned('t/cycles', async (station) => {
      await station.power(false);
      await station.power(true);
      return {};
    }),
    planned('t/leaves-it-off', async (station) => {
      await station.power(false);
      return {};
    }),
    planned('t/waits', async (station) => {
      await station.until('what never comes', () => false, 200);
      return {};
    }),
    planned('t/hangs', () => new Promise(() => {}), { timeoutMs: 50 }),
    // Behind the back of the station, as a brown-out would.
    planned('t/resets', async (station) => {
      await station.bench.act({ kind: 'power', on: false });
      await station.pass(50);
      await station.bench.act({ kind: 'power', on: true });
      await station.pass(500);
      return {};
    }),
    planned('t/last', nothing),
  ]);
  expect(report.results.map(({ id, status, code }) => [id, status, code])).toEqual([
    ['t/passes', 'passed', undefined],
    ['t/cycles', 'passed', undefined],
    ['t/leaves-it-off', 'passed', undefined],
    ['t/waits', 'failed', 'TIMED_OUT'],
    ['t/hangs', 'failed', 'TEST_TIMED_OUT'],
    ['t/resets', 'failed', 'UNEXPECTED_RESET'],
    ['t/last', 'passed', undefined],
  ]);
  expect(report.infrastructure).toBeUndefined();
  expect(report.facts.clocks?.uncertaintyUs).toBeGreaterThanOrEqual(0);
  expect(report.facts.dutHello).toMatchObject({ role: 'dut' });
  expect(exitCodeOf([report])).toBe(1);
});

it('brings a station back that was closed under it', async () => {
  const report = await session([
    planned('t/closes', async (station) => {
      await station.close();
      await station.bench.timeUs();
      return {};
    }),
    planned('t/next', nothing),
  ]);
  expect(report.results.map(({ status }) => status)).toEqual(['error', 'passed']);
  expect(report.infrastructure?.code).toBe('LINK_CLOSED');
});
