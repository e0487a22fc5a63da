/** The states of a bench and what leads from one to the next. Pure: who acts on the bench says what happened. */
import { withoutSamples } from '../suite/counts.ts';
import type { OperatorEvent } from './events.ts';
import type { OperatorState, Phase, TestRow, Verdict } from './types.ts';
import { troubleVerdict, verdictOf } from './verdict.ts';

export const IDLE: OperatorState = { phase: 'idle', run: 0, tests: [] };

const BUSY: readonly Phase[] = ['scanning', 'flashing', 'testing'];

/** Whether a run is under way. */
export const isBusy = ({ phase }: OperatorState): boolean => BUSY.includes(phase);

/** The state after an event. One that does not belong to the state changes nothing: a late word of a run that has ended. */
export function advance(state: OperatorState, event: OperatorEvent): OperatorState {
  if (event.kind === 'scanned') {
    if (isBusy(state)) return state;
    const { request, startedAt } = event;
    return { phase: 'scanning', run: state.run + 1, request, startedAt, tests: [] };
  }
  if (!isBusy(state)) return state;
  switch (event.kind) {
    case 'flashing':
      return state.phase === 'testing' ? state : { ...state, phase: 'flashing', flash: event.progress };
    case 'flashed':
      return flashed(state, event.buildHash);
    case 'planned':
      if (state.phase === 'testing') return state;
      return { ...state, phase: 'testing', tests: event.tests.map(waiting) };
    case 'test-started':
      return withRow(state, event.id, (row) => ({ ...row, status: 'running' }));
    case 'test-ended':
      return withRow(state, event.result.id, (row) => ended(row, event.result));
    case 'ended':
      return state.phase === 'testing' ? settled(state, event) : state;
    case 'trouble':
      return { ...state, phase: 'error', verdict: troubleVerdict(event.code, event.message) };
  }
}

function flashed(state: OperatorState, buildHash: string): OperatorState {
  if (state.phase !== 'flashing') return state;
  if (state.request?.steps !== 'flash') return { ...state, buildHash };
  return { ...state, buildHash, phase: 'passed', verdict: { kind: 'flashed', check: [], others: 0, counts: {} } };
}

const PHASE_OF: Readonly<Record<Verdict['kind'], Phase>> = {
  pass: 'passed',
  flashed: 'passed',
  fail: 'failed',
  'time-out': 'failed',
  bench: 'error',
  stopped: 'error',
};

/** The report knows more than was told on the way: tests that were blocked behind the last one that ran. */
function settled(state: OperatorState, { report }: Extract<OperatorEvent, { kind: 'ended' }>): OperatorState {
  const verdict = verdictOf(report);
  const results = new Map(report.results.map((result) => [result.id, result]));
  const tests = state.tests.map((row) => {
    const result = results.get(row.id);
    return result === undefined ? row : ended(row, result);
  });
  return { ...state, phase: PHASE_OF[verdict.kind], verdict, tests };
}

const waiting = ({ id, suite, title }: Pick<TestRow, 'id' | 'suite' | 'title'>): TestRow => ({
  ...{ id, suite, title, status: 'waiting', measurements: [] },
});

type Result = Extract<OperatorEvent, { kind: 'test-ended' }>['result'];

function ended(row: TestRow, { status, code, message, durationMs, measurements }: Result): TestRow {
  return {
    ...{ id: row.id, suite: row.suite, title: row.title, status, durationMs },
    measurements: measurements.map(withoutSamples),
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
  };
}

function withRow(state: OperatorState, id: string, change: (row: TestRow) => TestRow): OperatorState {
  if (state.phase !== 'testing') return state;
  return { ...state, tests: state.tests.map((row) => (row.id === id ? change(row) : row)) };
}
