/** One word for a whole run, and for everything but PASS what to look at. */
import { countsOf } from '../suite/counts.ts';
import { EXIT_CODES, exitCodeOf, TIME_OUT_CODES } from '../suite/exit-code.ts';
import type { SessionReport, Status, TestResult } from '../suite/types.ts';
import { adviceFor } from '../suite/what-to-check.ts';
import type { Verdict, VerdictKind } from './types.ts';

/** What a run ends with that somebody has stopped. */
export const STOPPED = 'SESSION_STOPPED';

/** The same answer as the exit code of the command line gives. A board that failed has failed, stopped or not. */
export function verdictOf(report: SessionReport): Verdict {
  const { results, infrastructure } = report;
  const counts = countsOf(results);
  switch (exitCodeOf([report])) {
    case EXIT_CODES.pass:
      return { kind: 'pass', check: [], others: 0, counts };
    case EXIT_CODES.fail:
      return culprit('fail', results, counts, (one) => one.status === 'failed' && !isTimeOut(one));
    case EXIT_CODES.timeOut:
      return culprit('time-out', results, counts, (one) => one.status === 'failed' && isTimeOut(one));
    default:
      break;
  }
  // Stopped in its last test, a session has nothing left that the stop could have kept from running.
  const stopped = infrastructure?.code === STOPPED || results.some(({ code }) => code === STOPPED);
  if (stopped) return { ...troubleVerdict(STOPPED, 'the run was stopped before its end'), counts };
  if (infrastructure !== undefined) {
    return { ...troubleVerdict(infrastructure.code, infrastructure.message), counts };
  }
  const owed = results.some(({ status }) => OWED.includes(status));
  if (owed) return culprit('bench', results, counts, ({ status }) => OWED.includes(status));
  return { ...troubleVerdict('NOTHING_TESTED', 'expected tests that were run, seen none'), counts };
}

/** Of a run that ended before its tests did. */
export function troubleVerdict(code: string, message: string): Verdict {
  const kind = code === STOPPED ? 'stopped' : 'bench';
  return { kind, code, message, ...adviceFor(code), others: 0, counts: {} };
}

/** Planned and not decided: the bench owes them. */
const OWED: readonly Status[] = ['error', 'invalid', 'blocked'];
const isTimeOut = ({ code = '' }: TestResult): boolean => TIME_OUT_CODES.includes(code);

function culprit(
  kind: VerdictKind,
  results: readonly TestResult[],
  counts: Verdict['counts'],
  is: (result: TestResult) => boolean,
): Verdict {
  const first = results.find(is);
  const bad = results.filter(({ status }) => status === 'failed' || OWED.includes(status)).length;
  if (first === undefined) return { kind, check: [], others: bad, counts };
  const { code = 'FAILED', message, title, expected, seen } = first;
  return {
    kind,
    code,
    test: title,
    ...adviceFor(code),
    others: Math.max(0, bad - 1),
    counts,
    ...(message !== undefined && { message }),
    ...(expected !== undefined && { expected }),
    ...(seen !== undefined && { seen }),
  };
}
