/** Whose doing it was: the DUT's, or that of the bench or of this machine. */
import { codeOf } from '../coded-error.ts';
import { ConformanceFailure } from '../conformance/case.ts';
import { TestFailure } from './failure.ts';
import { limitsText } from './measure.ts';
import type { Fate } from './result.ts';
import type { Outcome } from './types.ts';

/** The test did not end in its time. */
export class TestTimeout extends Error {
  readonly code = 'TEST_TIMED_OUT';

  constructor(timeoutMs: number) {
    super(`expected the test's end within ${timeoutMs} ms, seen none`);
    this.name = 'TestTimeout';
  }
}

/**
 * Codes of errors that are the DUT's doing as long as the bench controller still answers: the DUT started anew, reported
 * a fault of its processor, or did not do in time what the test awaited. With a silent bench nothing can be told.
 */
const OF_THE_DUT: ReadonlyMap<string, string> = new Map([
  ['BOARD_RESTARTED', 'UNEXPECTED_RESET'],
  ['BOARD_FAULT', 'BOARD_FAULT'],
  ['TIMED_OUT', 'TIMED_OUT'],
  ['TEST_TIMED_OUT', 'TEST_TIMED_OUT'],
]);

/** @param benchAnswers whether the bench controller answered after the error */
export function fateOfError(error: unknown, benchAnswers: boolean): Fate {
  if (error instanceof TestFailure) return fateOfFailure(error);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ConformanceFailure) return { status: 'failed', code: error.code, message };
  const code = codeOf(error) ?? 'TEST_CRASHED';
  const ofTheDut = benchAnswers ? OF_THE_DUT.get(code) : undefined;
  return ofTheDut === undefined ? { status: 'error', code, message } : { status: 'failed', code: ofTheDut, message };
}

function fateOfFailure({ code, message, expected, seen, evidence }: TestFailure): Fate {
  // A fault that never took effect cannot have been what the DUT failed under.
  return unfired(evidence) ?? { status: 'failed', code, message, expected, seen, ...kept(evidence) };
}

/** A test that ended: passed, unless a measurement is outside or a fault had no effect. */
export function fateOfOutcome(outcome: Outcome): Fate {
  const idle = unfired(outcome);
  if (idle !== undefined) return idle;
  const outside = outcome.measurements?.find(({ verdict }) => verdict === 'outside');
  if (outside === undefined) return { status: 'passed', ...kept(outcome) };
  const [expected, seen] = [limitsText(outside), `${outside.value} ${outside.unit}`];
  const message = `${outside.name}: expected ${expected}, seen ${seen}`;
  return { status: 'failed', code: 'OUT_OF_LIMITS', message, expected, seen, ...kept(outcome) };
}

function unfired(outcome: Outcome): Fate | undefined {
  const idle = outcome.faults?.find(({ fired }) => fired === 0);
  if (idle === undefined) return undefined;
  const message = `${idle.fault} on ${idle.target}: expected an effect, seen none`;
  return { status: 'invalid', code: 'FAULT_NOT_FIRED', message, ...kept(outcome) };
}

const kept = ({ measurements = [], faults = [], trace }: Outcome): Pick<Fate, 'measurements' | 'faults' | 'trace'> => ({
  measurements,
  faults,
  ...(trace !== undefined && { trace }),
});
