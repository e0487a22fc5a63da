/** Sessions in the Common Test Report Format (ctrf.io), which build servers and dashboards read. */
import type { SessionReport, Status, TestResult } from '../suite/types.ts';
import { FIDELITY } from './fidelity.ts';

/** CTRF has five statuses; the session's own one stands beside, as rawStatus. */
const CTRF_STATUS: Readonly<Record<Status, 'passed' | 'failed' | 'skipped' | 'pending' | 'other'>> = {
  passed: 'passed',
  failed: 'failed',
  error: 'other',
  blocked: 'pending',
  skipped: 'skipped',
  filtered: 'skipped',
  invalid: 'other',
};

export function ctrfJson(reports: readonly SessionReport[]): object {
  const tests = reports.flatMap((report) => report.results.map((result) => testOf(report, result)));
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  // ms since 1970.
  const starts = reports.map(({ facts }) => Date.parse(facts.startedAt));
  const ends = reports.map(({ facts }) => Date.parse(facts.startedAt) + Math.round(facts.seconds * 1000));
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    results: {
      tool: { name: 'understudy hil' },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        pending: count('pending'),
        skipped: count('skipped'),
        other: count('other'),
        suites: reports.length,
        start: reports.length === 0 ? 0 : Math.min(...starts),
        stop: Math.max(0, ...ends),
      },
      tests,
    },
  };
}

function testOf({ facts }: SessionReport, result: TestResult) {
  const { id, title, suite, status, code, message, expected, seen, durationMs, quarantine, rounds } = result;
  const outcomes = rounds === undefined ? undefined : rounds.notPassed > 0 && rounds.notPassed < rounds.run;
  return {
    name: id,
    status: CTRF_STATUS[status],
    duration: durationMs,
    rawStatus: status,
    suite: `${facts.room}/${facts.controller} ${suite}`,
    ...(message !== undefined && { message: code === undefined ? message : `${code}: ${message}` }),
    ...(outcomes !== undefined && { flaky: outcomes }),
    extra: {
      title,
      platform: facts.platform,
      serial: facts.serial,
      timingEvidence: FIDELITY[facts.platform].timing,
      measurements: result.measurements.map(({ samples: _, ...rest }) => rest),
      faults: result.faults,
      ...(code !== undefined && { code }),
      ...(expected !== undefined && { expected }),
      ...(seen !== undefined && { seen }),
      ...(quarantine !== undefined && { quarantine }),
      ...(rounds !== undefined && { rounds }),
    },
  };
}
