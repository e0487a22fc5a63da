/** How a test says that the DUT did not do what it must. */
import { CodedError } from '../coded-error.ts';
import type { Outcome } from './types.ts';

/** What must have been seen, and what was. */
export interface Expectation {
  /** What was looked at. */
  readonly message: string;
  readonly expected: string;
  readonly seen: string;
}

/** The DUT's doing. Whatever else a test throws is the doing of the bench or of this machine. */
export class TestFailure extends CodedError<string> {
  readonly expected: string;
  readonly seen: string;
  /** What was measured until then, so that a report of a failure shows it. */
  readonly evidence: Outcome;

  /** @param code has an entry in what-to-check.ts */
  constructor(code: string, { message, expected, seen }: Expectation, evidence: Outcome = {}) {
    super(code, `${message}: expected ${expected}, seen ${seen}`);
    this.expected = expected;
    this.seen = seen;
    this.evidence = evidence;
  }
}
