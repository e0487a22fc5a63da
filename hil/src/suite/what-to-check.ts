/** For each code that a bench can end with: what it means, and what a technician looks at, the likeliest first. */
import { ADVICE_ON_FLASHING } from './advice-on-flashing.ts';
import { ADVICE_ON_LINES } from './advice-on-lines.ts';
import { ADVICE_ON_SCENARIOS } from './advice-on-scenarios.ts';
import { ADVICE_ON_SET_UP } from './advice-on-set-up.ts';
import { ADVICE_ON_SUITES } from './advice-on-suites.ts';
import { ADVICE_ON_TESTS } from './advice-on-tests.ts';

export interface Advice {
  /** One sentence. */
  readonly means: string;
  /** Two to five things. */
  readonly check: readonly string[];
}

export const WHAT_TO_CHECK: Readonly<Record<string, Advice>> = {
  ...ADVICE_ON_SET_UP,
  ...ADVICE_ON_LINES,
  ...ADVICE_ON_FLASHING,
  ...ADVICE_ON_TESTS,
  ...ADVICE_ON_SUITES,
  ...ADVICE_ON_SCENARIOS,
};

const UNKNOWN: Advice = {
  means: 'This code is not in the list: the message is all that is known.',
  check: ['Read the message of the test.', 'Run the test once more alone, with -f and its id.'],
};

/** Never without words, also for a code of a test that somebody wrote this morning. */
export function adviceFor(code: string): Advice {
  return Object.hasOwn(WHAT_TO_CHECK, code) ? (WHAT_TO_CHECK[code] ?? UNKNOWN) : UNKNOWN;
}
