/** The proofs of a bench: sound wires pass, each kind of bad one is named, and then nothing of the DUT is tested. */
import { buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WireFault } from '../src/bench/types.ts';
import { readControllers } from '../src/conformance/room-files.ts';
import { LOOPBACK_FIXTURE, SWITCHED_FIXTURE } from '../src/station/fixtures.ts';
import type { Station } from '../src/station/types.ts';
import { openWasmStation } from '../src/station/wasm-station.ts';
import { exitCodeOf } from '../src/suite/exit-code.ts';
import { runSession } from '../src/suite/runner.ts';
import type { PlannedTest, SessionReport } from '../src/suite/types.ts';
import { benchTests, digitalPins } from '../src/suites/bench.ts';

const fuse = readControllers(`${FIRMWARE_ROOT}/../rooms/clockwork`).find(
  ({ definition }) => definition.controller === 'fuse',
);
if (fuse === undefined) throw new Error('expected the controller fuse');
const { definition } = fuse;
const { inputs, outputs } = digitalPins(definition);
const afterwards: PlannedTest = {
  id: 'conformance/any',
  suite: 'conformance',
  title: 'any test of the DUT',
  timeoutMs: 1000,
  run: async () => ({}),
};
let module: WebAssembly.Module;
beforeAll(async () => {
  const { wasm } = await buildWasmBench({ cacheDir: `${FIRMWARE_ROOT}/../.cache/firmware` });
  module = await WebAssembly.compile(wasm as BufferSource);
  // The compiler may have to run first.
}, 300_000);

function session(prepare: (station: Station) => Promise<void>, fixtures?: readonly string[]): Promise<SessionReport> {
  return runSession({
    platform: 'wasm',
    serial: 'sample',
    controller: 'fuse',
    room: 'clockwork',
    bench: 'sample',
    fixtures: fixtures ?? [SWITCHED_FIXTURE, LOOPBACK_FIXTURE],
    tests: [...benchTests({ definition, loopback: 63 }), afterwards],
    open: async () => {
      const station = await openWasmStation(module);
      await prepare(station);
      return station;
    },
  });
}
const faulty = (...faults: readonly WireFault[]): Promise<SessionReport> =>
  session((station) => station.bench.act(...faults.map((fault) => ({ kind: 'fault', ...fault }) as const)));
const statuses = ({ results }: SessionReport): string[] =>
  results.map(({ id, status, code }) => [id, status, code].filter(Boolean).join(' '));

describe('the proofs of a bench', () => {
  it('hold on a sound one', async () => {
    const report = await session(async () => {});
    expect(report.results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'passed']);
    const [wires] = report.results.flatMap(({ measurements }) => measurements).filter(({ unit }) => unit === 'count');
    expect(wires?.value).toBe(inputs.length + outputs.length);
  });

  const [input = -1, other = -1] = inputs;
  const [output = -1] = outputs;
  it.each([
    ['a cut wire to the DUT', { fault: 'open', channel: input }, input],
    ['a swapped pair', { fault: 'swap', channel: input, a: other }, other],
    ['a wire that is stuck', { fault: 'stuck', channel: input, a: 1 }, input],
    ['a cut wire to the bench', { fault: 'open', channel: output }, output],
  ] as const)('find %s, name its pin, and nothing of the DUT is tested', async (_, fault, pin) => {
    const report = await faulty(fault);
    expect(statuses(report)).toContain('bench/wiring error WIRING_WRONG');
    expect(report.infrastructure?.message).toMatch(new RegExp(`pin ${pin} \\(channel ${pin},|at pin ${pin} and `));
    expect(statuses(report)).toContain('conformance/any blocked BENCH_NOT_PROVEN');
    expect(exitCodeOf([report])).toBe(3);
  });

  it('are owed where the bench cannot make them', async () => {
    const report = await session(async () => {}, []);
    expect(statuses(report)).toEqual([
      'bench/wiring passed',
      'conformance/any passed',
      'bench/power-off-is-silence blocked FIXTURE_MISSING',
      'bench/loopback blocked FIXTURE_MISSING',
    ]);
    expect(exitCodeOf([report])).toBe(3);
  });
});
