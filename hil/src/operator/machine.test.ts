/** The states of a bench: the way of a run, what ends it, and that no event out of place changes anything. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../suite/exit-code.ts';
import { SESSION_SCHEMA, type SessionReport, STATUSES, type TestResult } from '../suite/types.ts';
import type { OperatorEvent } from './events.ts';
import { advance, IDLE, isBusy } from './machine.ts';
import { type OperatorState, PHASES, type Steps } from './types.ts';
import { STOPPED, verdictOf } from './verdict.ts';

const scanned = (steps: Steps = 'both', serial = 'S1'): OperatorEvent => ({
  kind: 'scanned',
  request: { serial, steps, controller: 'vault' },
  startedAt: '2026-11-21T10:00:00.000Z',
});
const writing: OperatorEvent = { kind: 'flashing', progress: { phase: 'write', doneBytes: 1, totalBytes: 2 } };
const flashed: OperatorEvent = { kind: 'flashed', buildHash: 'b1' };
const planned: OperatorEvent = {
  kind: 'planned',
  tests: ['t/a', 't/b'].map((id) => ({ id, suite: 'timing' as const, title: `${id} holds` })),
};
const result = (id: string, more: Partial<TestResult> = {}): TestResult => ({
  ...{ id, suite: 'timing', title: `${id} holds`, status: 'passed', durationMs: 5, measurements: [], faults: [] },
  ...more,
});
const report = (results: readonly TestResult[], infrastructure?: SessionReport['infrastructure']): SessionReport => ({
  schema: SESSION_SCHEMA,
  facts: {
    ...{ platform: 'wasm', serial: 'S1', controller: 'vault', room: 'r', bench: 'b', dutHello: {}, benchHello: {} },
    ...{ seed: 0, startedAt: '', seconds: 1 },
  },
  results,
  ...(infrastructure !== undefined && { infrastructure }),
});
const ended = (...args: Parameters<typeof report>): OperatorEvent => ({ kind: 'ended', report: report(...args) });
const after = (...events: readonly OperatorEvent[]): OperatorState => events.reduce(advance, IDLE);
const FAILED = { status: 'failed', code: 'LATE_ACCEPTED', message: 'm', expected: 'e', seen: 's' } as const;

describe('a run', () => {
  it('goes from the scan over flashing and testing to PASS, and stays there until the next scan', () => {
    const way = [scanned(), writing, flashed, planned, ended([result('t/a'), result('t/b')])];
    const phases = way.map((_, index) => after(...way.slice(0, index + 1)).phase);
    expect(phases).toEqual(['scanning', 'flashing', 'flashing', 'testing', 'passed']);
    const done = after(...way);
    expect(done).toMatchObject({ buildHash: 'b1', verdict: { kind: 'pass', counts: { passed: 2 } } });
    for (const late of [writing, flashed, planned, ended([]), { kind: 'trouble', code: 'X', message: '' } as const]) {
      expect(advance(done, late)).toBe(done);
    }
    expect(advance(done, scanned('test', 'S2'))).toEqual({
      ...{ phase: 'scanning', run: 2, tests: [], startedAt: '2026-11-21T10:00:00.000Z' },
      request: { serial: 'S2', steps: 'test', controller: 'vault' },
    });
  });

  it('takes no second scan while it is under way', () => {
    const busy = after(scanned(), planned);
    expect(advance(busy, scanned('test', 'S2'))).toBe(busy);
  });

  it('ends with the flash where no test was asked for, and never says PASS then', () => {
    const done = after(scanned('flash'), writing, flashed);
    expect(done).toMatchObject({ phase: 'passed', verdict: { kind: 'flashed' } });
  });

  it('shows each test as it goes, without samples', () => {
    const measurement = { name: 'm', value: 1, unit: 'us', verdict: 'within', samples: [1, 2] } as const;
    const running = after(scanned(), planned, { kind: 'test-started', id: 't/a' });
    expect(running.tests.map(({ status }) => status)).toEqual(['running', 'waiting']);
    const over = advance(running, { kind: 'test-ended', result: result('t/a', { measurements: [measurement] }) });
    expect(over.tests[0]).toMatchObject({ status: 'passed', durationMs: 5 });
    expect(over.tests[0]?.measurements).toEqual([{ name: 'm', value: 1, unit: 'us', verdict: 'within' }]);
  });

  it('learns from the report what became of tests that were never begun', () => {
    const blocked = result('t/b', { status: 'blocked', code: 'BENCH_NOT_PROVEN' });
    const trouble = { code: 'WIRING_WRONG', message: 'w' };
    const done = after(
      scanned(),
      planned,
      ended([result('t/a', { status: 'error', code: 'WIRING_WRONG' }), blocked], trouble),
    );
    expect(done.tests.map(({ status }) => status)).toEqual(['error', 'blocked']);
    expect(done).toMatchObject({ phase: 'error', verdict: { kind: 'bench', code: 'WIRING_WRONG' } });
  });
});

describe('a verdict', () => {
  it('names the first test that failed, what it means and what to check', () => {
    const verdict = verdictOf(
      report([result('t/a', FAILED), result('t/b', { status: 'failed', code: 'CONFORMANCE' })]),
    );
    expect(verdict).toMatchObject({ kind: 'fail', code: 'LATE_ACCEPTED', test: 't/a holds', others: 1 });
    expect(verdict).toMatchObject({ expected: 'e', seen: 's', counts: { failed: 2 } });
    expect(verdict.means).not.toBe('');
    expect(verdict.check.length).toBeGreaterThan(0);
  });

  it('puts a failure of the board before trouble of the bench, a time-out apart, and a stop apart', () => {
    const error = result('t/b', { status: 'error', code: 'LINK_CLOSED' });
    const trouble = { code: 'LINK_CLOSED', message: 'gone' };
    const late = result('t/a', { status: 'failed', code: 'TEST_TIMED_OUT' });
    expect(verdictOf(report([error, result('t/a', FAILED)], trouble)).code).toBe('LATE_ACCEPTED');
    expect(verdictOf(report([late]))).toMatchObject({ kind: 'time-out', code: 'TEST_TIMED_OUT' });
    expect(verdictOf(report([late, result('t/b', FAILED)]))).toMatchObject({ kind: 'fail', code: 'LATE_ACCEPTED' });
    expect(verdictOf(report([result('t/a'), error], trouble))).toMatchObject({ kind: 'bench', code: 'LINK_CLOSED' });
    expect(verdictOf(report([result('t/a')], { code: STOPPED, message: '' })).kind).toBe('stopped');
    const cut = result('t/b', { status: 'error', code: STOPPED });
    expect(verdictOf(report([result('t/a'), cut])).kind).toBe('stopped');
    expect(verdictOf(report([result('t/a', FAILED), cut])).kind).toBe('fail');
    expect(verdictOf(report([]))).toMatchObject({ kind: 'bench', code: 'NOTHING_TESTED' });
    expect(
      verdictOf(report([result('t/a'), result('t/b', { status: 'invalid', code: 'FAULT_NOT_FIRED' })])),
    ).toMatchObject({ kind: 'bench', code: 'FAULT_NOT_FIRED' });
  });

  it('says PASS exactly where the command line exits with 0', () => {
    const results = fc.array(
      fc.constantFrom(...STATUSES).map((status) => result('t', { status })),
      { maxLength: 6 },
    );
    const trouble = fc.option(fc.constant({ code: 'LINK_CLOSED', message: '' }), { nil: undefined });
    fc.assert(
      fc.property(results, trouble, (all, infrastructure) => {
        const one = report(all, infrastructure);
        expect(verdictOf(one).kind === 'pass').toBe(exitCodeOf([one]) === 0);
      }),
    );
  });
});

it('has a verdict in the last three phases and in no other, whatever comes in whatever order', () => {
  const events: readonly OperatorEvent[] = [
    ...[scanned('both'), scanned('flash'), writing, flashed, planned, { kind: 'test-started', id: 't/a' } as const],
    ...[ended([result('t/a')]), ended([result('t/a', FAILED)]), { kind: 'trouble', code: 'X', message: 'm' } as const],
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 14 }), (all) => {
      for (const state of all.map((_, index) => after(...all.slice(0, index + 1)))) {
        expect(PHASES).toContain(state.phase);
        expect(state.verdict !== undefined).toBe(['passed', 'failed', 'error'].includes(state.phase));
        expect(state.request === undefined).toBe(state.phase === 'idle');
        if (isBusy(state)) expect(state.verdict).toBeUndefined();
      }
    }),
  );
});
