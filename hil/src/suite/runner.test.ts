import { expect, it } from 'vitest';
import { ConformanceFailure } from '../conformance/case.ts';
import { LinkError } from '../link/errors.ts';
import { StationError } from '../station/errors.ts';
import { exitCodeOf } from './exit-code.ts';
import { TestFailure } from './failure.ts';
import { type FakeStation, fakeStation, planned } from './fixtures/fake-station.ts';
import { expectWithin } from './measure.ts';
import { type RunOptions, runSession, type SessionRequest } from './runner.ts';
import type { Outcome, PlannedTest, TestResult } from './types.ts';

const ASKED = { platform: 'wasm', serial: 'S1', controller: 'study_a', room: 'clockwork', bench: 'b1' } as const;
const request = (tests: readonly PlannedTest[], options: RunOptions = {}, more: Partial<SessionRequest> = {}) => ({
  ...ASKED,
  fixtures: ['gpio_loopback:20'],
  tests,
  options,
  open: async () => fakeStation(),
  ...more,
});
const throws = (error: unknown) => ({ run: () => Promise.reject(error) });
const fateOf = ({ id, status, code }: TestResult): string => `${id} ${status}${code === undefined ? '' : ` ${code}`}`;
const fates = async (tests: readonly PlannedTest[], options?: RunOptions, more?: Partial<SessionRequest>) =>
  (await runSession(request(tests, options, more))).results.map(fateOf);

it('tells failures of the DUT from errors of the bench', async () => {
  const outside = expectWithin('accept', 60, 'ms', { high: 50 });
  expect(
    await fates([
      planned('t/ok'),
      planned('t/no', throws(new TestFailure('LATE', { message: 'm', expected: 'a', seen: 'b' }))),
      planned('t/contract', throws(new ConformanceFailure('what', 'a', 'b'))),
      planned('t/outside', { run: async () => ({ measurements: [outside] }) }),
      planned('t/idle', { run: async () => ({ faults: [{ fault: 'open', target: 'pin 3', fired: 0 }] }) }),
      planned('t/link', throws(new LinkError('LINK_GAP', 'a gap'))),
      planned('t/reset', throws(new LinkError('BOARD_RESTARTED', 'anew'))),
      planned('t/crash', throws(new TypeError('no such thing'))),
    ]),
  ).toEqual([
    't/ok passed',
    't/no failed LATE',
    't/contract failed CONFORMANCE',
    't/outside failed OUT_OF_LIMITS',
    't/idle invalid FAULT_NOT_FIRED',
    't/link error LINK_GAP',
    't/reset failed UNEXPECTED_RESET',
    't/crash error TEST_CRASHED',
  ]);
});

it('keeps what was measured before a failure, and calls a failure under an idle fault invalid', async () => {
  const measurements = [expectWithin('a', 1, 'ms', { high: 50 })];
  const what = { message: 'm', expected: 'a', seen: 'b' };
  const faults = [{ fault: 'open', target: 'x', fired: 0 }];
  const { results } = await runSession(
    request([
      planned('t/a', throws(new TestFailure('LATE', what, { measurements }))),
      planned('t/b', throws(new TestFailure('LATE', what, { measurements, faults }))),
    ]),
  );
  expect(results[0]).toMatchObject({ status: 'failed', expected: 'a', seen: 'b', measurements });
  expect(results[1]).toMatchObject({ status: 'invalid', code: 'FAULT_NOT_FIRED', measurements, faults });
});

it('ends a test that hangs, cycles the power, and keeps the hanging test from the next one', async () => {
  const station = fakeStation();
  let late: Promise<unknown> = Promise.resolve();
  let told = false;
  const hang = planned('t/hang', {
    timeoutMs: 20,
    run: (held, signal) => {
      signal.addEventListener('abort', () => {
        told = true;
      });
      late = new Promise((resolve) => setTimeout(resolve, 1100)).then(() => held.power(true)).catch((error) => error);
      return new Promise(() => {});
    },
  });
  const open = async () => station;
  expect(await fates([hang, planned('t/next')], {}, { open })).toEqual([
    't/hang failed TEST_TIMED_OUT',
    't/next passed',
  ]);
  expect(told).toBe(true);
  expect(await late).toMatchObject({ code: 'TEST_OVER' });
  expect(station.log).toEqual(['power off', 'power on', 'close']);
});

it('finds a DUT that started anew, though the test passed', async () => {
  const run = async (station: unknown): Promise<Outcome> => {
    void station;
    fake.restart();
    return {};
  };
  const fake = fakeStation();
  const cycled: PlannedTest['run'] = async (station) => {
    await station.power(false);
    await station.power(true);
    return {};
  };
  const tests = [
    planned('t/reset', { run }),
    planned('t/meant', { run, mayRestart: true }),
    planned('t/cycle', { run: cycled }),
  ];
  expect(await fates(tests, {}, { open: async () => fake })).toEqual([
    't/reset failed UNEXPECTED_RESET',
    't/meant passed',
    't/cycle passed',
  ]);
});

it('blocks everything behind a bench that is not proven, and what has no fixture', async () => {
  const wiring = planned('bench/wiring', { suite: 'bench', ...throws(new LinkError('LINK_SILENT', 'nothing')) });
  const wanting = planned('t/wanting', { fixtures: ['motor'] });
  const report = await runSession(request([planned('t/a'), wanting, wiring]));
  expect(report.results.map(fateOf)).toEqual([
    'bench/wiring error LINK_SILENT',
    't/a blocked BENCH_NOT_PROVEN',
    't/wanting blocked FIXTURE_MISSING',
  ]);
  expect(report.infrastructure?.code).toBe('LINK_SILENT');
  expect(exitCodeOf([report])).toBe(3);
});

it('takes a fixture by its name', async () => {
  expect(await fates([planned('t/a', { fixtures: ['gpio_loopback'] })])).toEqual(['t/a passed']);
});

it('opens a lost station anew, and gives up when that does not help', async () => {
  const lose = { run: async () => Promise.reject(new LinkError('LINK_CLOSED', 'gone')) };
  const opened: FakeStation[] = [];
  const open = async () => {
    if (opened.length === 2) throw new LinkError('LINK_SILENT', 'nobody there');
    const station = fakeStation({ powered: false });
    opened.push(station);
    return station;
  };
  const tests = [planned('t/a', lose), planned('t/b'), planned('t/c', lose), planned('t/d')];
  expect(await fates(tests, {}, { open })).toEqual([
    't/a error LINK_CLOSED',
    't/b passed',
    't/c error LINK_CLOSED',
    't/d blocked LINK_SILENT',
  ]);
  expect(opened.map(({ log }) => log)).toEqual([
    ['power off', 'close'],
    ['power off', 'close'],
  ]);
});

it('gives up on a bench that is lost again and again', async () => {
  const lose = { run: async () => Promise.reject(new LinkError('LINK_CLOSED', 'gone')) };
  const tests = ['t/a', 't/b', 't/c', 't/d'].map((id) => planned(id, lose));
  const seen = await fates(tests, {}, { open: async () => fakeStation({ powered: false }) });
  expect(seen.at(-1)).toBe('t/d blocked STATION_LOST');
});

it('does not blame the DUT while the bench is silent', async () => {
  const fake = fakeStation();
  const run = async (): Promise<Outcome> => {
    fake.mute();
    throw new LinkError('BOARD_RESTARTED', 'anew');
  };
  expect(await fates([planned('t/a', { run })], {}, { open: async () => fake })).toEqual(['t/a error BOARD_RESTARTED']);
});

it('has a result for every test when no station opens, and opens none when nothing is to be run', async () => {
  const open = () => Promise.reject(new LinkError('LINK_SILENT', 'no HELLO'));
  const report = await runSession(request([planned('t/a'), planned('t/b')], {}, { open }));
  expect(report.results.map(fateOf)).toEqual(['t/a blocked LINK_SILENT', 't/b blocked LINK_SILENT']);
  expect(report).toMatchObject({ infrastructure: { code: 'LINK_SILENT' }, facts: { dutHello: {} } });
  const filtered = await runSession(request([planned('t/a')], { filter: ['x/*'] }, { open }));
  expect(filtered.infrastructure).toBeUndefined();
  expect(exitCodeOf([filtered])).toBe(2);
});

it('begins a test anew for which this computer was late, and gives up the third time', async () => {
  let runs = 0;
  const lateUntil = (run: number) => async (): Promise<Outcome> => {
    runs += 1;
    if (runs < run) throw new StationError('HOST_LATE', 'late');
    return {};
  };
  expect(await fates([planned('t/late', { run: lateUntil(3) })])).toEqual(['t/late passed']);
  runs = 0;
  expect(await fates([planned('t/later', { run: lateUntil(4) })])).toEqual(['t/later error HOST_LATE']);
  expect(runs).toBe(3);
});

it('quarantines with the comment, or runs with it beside', async () => {
  const quarantine = [{ glob: 't/a*', comment: 'the relay of bench 2 sticks' }];
  const tests = [planned('t/a1'), planned('t/b')];
  const first = await runSession(request(tests, { quarantine }));
  expect(first.results.map(fateOf)).toEqual(['t/b passed', 't/a1 skipped QUARANTINED']);
  expect(first.results[1]?.quarantine).toBe('the relay of bench 2 sticks');
  const run = await runSession(request(tests, { quarantine, runQuarantined: true }));
  expect(run.results.map(fateOf)).toEqual(['t/a1 passed', 't/b passed']);
  expect(run.results[0]?.quarantine).toBe('the relay of bench 2 sticks');
});

it('repeats, and tells the worst of the rounds with the samples of all', async () => {
  let round = 0;
  const run = async (): Promise<Outcome> => {
    round += 1;
    return { measurements: [expectWithin('accept', round * 10, 'ms', { high: 35 })] };
  };
  const { results } = await runSession(request([planned('t/a', { run })], { repeat: 5 }));
  expect(results[0]).toMatchObject({
    status: 'failed',
    seen: '40 ms',
    rounds: { run: 5, notPassed: 2 },
    measurements: [{ value: 40, verdict: 'outside', samples: [10, 20, 30, 40, 50] }],
  });
});

it('soaks for its time, the first round whole', async () => {
  let ms = 0;
  const run = async (): Promise<Outcome> => {
    ms += 25_000;
    return {};
  };
  const tests = ['t/a', 't/b', 't/c'].map((id) => planned(id, { run }));
  const { results, facts } = await runSession(request(tests, { soakMinutes: 2, nowMs: () => ms }));
  expect(results.map(({ rounds }) => rounds?.run)).toEqual([2, 2, undefined]);
  expect(facts).toMatchObject({ seconds: 125, startedAt: '1970-01-01T00:00:00.000Z' });
  ms = 0;
  const short = await runSession(request(tests, { soakMinutes: 0.1, nowMs: () => ms }));
  expect(short.results.map(fateOf)).toEqual(['t/a passed', 't/b passed', 't/c passed']);
});

it('shuffles by the seed, the proofs of the bench first', async () => {
  const tests = [...'abcdefgh'].map((name) => planned(`t/${name}`)).concat(planned('bench/a', { suite: 'bench' }));
  const order = async (seed: number) => fates(tests, { shuffle: true, seed });
  expect(await order(1)).toEqual(await order(1));
  expect(await order(1)).not.toEqual(await order(2));
  expect((await order(3))[0]).toBe('bench/a passed');
});

it('stops when told to, with a result for the rest', async () => {
  const stop = new AbortController();
  const run = async (): Promise<Outcome> => {
    stop.abort(new Error('by hand'));
    return new Promise(() => {});
  };
  expect(await fates([planned('t/a', { run }), planned('t/b')], { signal: stop.signal })).toEqual([
    't/a error SESSION_STOPPED',
    't/b blocked SESSION_STOPPED',
  ]);
});

it('refuses two tests of one id', async () => {
  await expect(runSession(request([planned('t/a'), planned('t/a')]))).rejects.toMatchObject({ code: 'TEST_TWICE' });
});
