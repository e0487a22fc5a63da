/** A bench session in words: one line, then each test that did not pass with what to check. */
import { type ExitCode, exitCodeOf, FIDELITY, type SessionReport, STATUSES, type TestResult } from '@understudy/hil';
import pc from 'picocolors';
import { checks } from './coded.ts';

/** A word for each exit code. */
const VERDICTS: Readonly<Record<ExitCode, string>> = {
  0: 'PASS',
  1: 'FAIL',
  2: 'NOTHING TESTED',
  3: 'BENCH TROUBLE',
  42: 'TIME-OUT',
};

type Paint = ReturnType<typeof pc.createColors>;

/** Of standard output: colours for a terminal alone. */
export const paintOf = (stream: NodeJS.WriteStream): Paint => pc.createColors(stream.hasColors?.() === true);

export function verdictWord(reports: readonly SessionReport[], paint: Paint = pc.createColors(false)): string {
  const code = exitCodeOf(reports);
  const word = VERDICTS[code];
  if (code === 0) return paint.bold(paint.green(word));
  return paint.bold(code === 1 || code === 42 ? paint.red(word) : paint.yellow(word));
}

/** `PASS fuse on qemu-m7 (qemu-m7-fuse): 12 passed, 3 filtered; 4.1 s`. */
export function sessionLine(report: SessionReport, paint?: Paint): string {
  const { controller, platform, serial, seconds } = report.facts;
  return `${verdictWord([report], paint)} ${controller} on ${platform} (${serial}): ${countsText([report])}; ${seconds.toFixed(1)} s`;
}

/** Numbers of each status, those that nothing has left out. */
export function countsText(reports: readonly SessionReport[]): string {
  const counts = counted(reports);
  return STATUSES.flatMap((status) => (counts[status] === undefined ? [] : [`${counts[status]} ${status}`])).join(', ');
}

export function counted(reports: readonly SessionReport[]): Partial<Record<TestResult['status'], number>> {
  const counts: Partial<Record<TestResult['status'], number>> = {};
  for (const { status } of reports.flatMap(({ results }) => results)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const QUIET: readonly string[] = ['passed', 'filtered', 'skipped', 'blocked'];

/** What did not pass, and once why the rest was not run. Marginal measurements are told too: they fail next. */
export function troubleLines(report: SessionReport, paint: Paint): string[] {
  const { results, infrastructure } = report;
  const lines = results.filter(({ status }) => !QUIET.includes(status)).flatMap((result) => resultLines(result, paint));
  const blocked = results.filter(({ status }) => status === 'blocked');
  const reasons = new Map(blocked.map(({ code = '', message = '' }) => [`${code} ${message}`, code]));
  for (const [reason, code] of reasons) {
    const ids = blocked.filter((result) => `${result.code} ${result.message}` === reason).map(({ id }) => id);
    lines.push(`${paint.yellow('blocked')} ${reason}`, `  ${some(ids)}`, ...checks(code));
  }
  if (infrastructure !== undefined && lines.length === 0) {
    lines.push(`${paint.yellow(infrastructure.code)} ${infrastructure.message}`, ...checks(infrastructure.code));
  }
  // Of an emulation times are no evidence, and hardly within their limits says nothing.
  if (!FIDELITY[report.facts.platform].timing) return lines;
  for (const { id, measurements } of results) {
    for (const { name, value, unit, verdict } of measurements) {
      if (verdict === 'marginal') lines.push(`${paint.yellow('marginal')} ${id}: ${name} ${value} ${unit}`);
    }
  }
  return lines;
}

function resultLines({ id, status, code = '', message, expected, seen, rounds }: TestResult, paint: Paint): string[] {
  const times = rounds === undefined ? '' : `, ${rounds.notPassed} of ${rounds.run} rounds`;
  const colour = status === 'failed' ? paint.red : paint.yellow;
  return [
    `${colour(`${status} ${code}`)} ${id}${times}`,
    ...(message === undefined ? [] : [`  ${message.replaceAll('\n', '\n  ')}`]),
    ...(expected === undefined ? [] : [`  expected: ${expected}`, `  seen:     ${seen}`]),
    ...checks(code),
  ];
}

const SHOWN = 5;
const some = (ids: readonly string[]): string =>
  ids.length <= SHOWN ? ids.join(', ') : `${ids.slice(0, SHOWN).join(', ')} and ${ids.length - SHOWN} more`;

/** A report as a program reads it: everything but recordings and samples, which are in the files. */
export function sessionJson({ facts, results, infrastructure }: SessionReport): object {
  return {
    facts,
    exitCode: exitCodeOf([{ schema: 'understudy.hil/1', facts, results, ...(infrastructure && { infrastructure }) }]),
    ...(infrastructure !== undefined && { infrastructure }),
    results: results.map(({ trace: _, measurements, ...rest }) => ({
      ...rest,
      measurements: measurements.map(({ samples: _samples, ...measurement }) => measurement),
    })),
  };
}
