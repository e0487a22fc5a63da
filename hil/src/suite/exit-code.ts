/** What the process says at its end, so that a build server knows whom to ask. */
import type { SessionReport, Status } from './types.ts';

export const EXIT_CODES = { pass: 0, fail: 1, configuration: 2, infrastructure: 3, timeOut: 42 } as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** What each status asks for by itself. A failure whose code is one of TIME_OUT_CODES asks for 42. */
export const EXIT_OF_STATUS: Readonly<Record<Status, keyof typeof EXIT_CODES>> = {
  passed: 'pass',
  failed: 'fail',
  error: 'infrastructure',
  // Planned, not filtered, and not tested: the bench owes it.
  blocked: 'infrastructure',
  invalid: 'infrastructure',
  // Somebody decided so, and said why.
  skipped: 'pass',
  filtered: 'pass',
};

/** Of tests that did not end. A DUT that did not do in time what a test awaited has failed, as with any other limit. */
export const TIME_OUT_CODES: readonly string[] = ['TEST_TIMED_OUT'];

/** The first that applies. A failure stands whatever the bench does; a session that has tested nothing proves nothing. */
const ORDER = ['fail', 'timeOut', 'infrastructure', 'configuration', 'pass'] as const;

/** Of one session or of several. Without anything passed or worse it is `configuration`: a filter that leaves nothing. */
export function exitCodeOf(reports: readonly SessionReport[]): ExitCode {
  const results = reports.flatMap((report) => report.results);
  const asked = new Set<keyof typeof EXIT_CODES>(
    results.map(({ status, code = '' }) =>
      status === 'failed' && TIME_OUT_CODES.includes(code) ? 'timeOut' : EXIT_OF_STATUS[status],
    ),
  );
  if (reports.some(({ infrastructure }) => infrastructure !== undefined)) asked.add('infrastructure');
  if (!results.some(({ status }) => status === 'passed')) asked.add('configuration');
  return EXIT_CODES[ORDER.find((name) => asked.has(name)) ?? 'configuration'];
}
