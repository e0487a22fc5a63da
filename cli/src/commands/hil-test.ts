/** `understudy hil test`: bench jobs from the choice of the benches to the reports and the exit code. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type DriftFinding, exitCodeOf, type SessionReport, writeReports } from '@understudy/hil';
import { driftOf, expectedBuild } from '../hil/build-drift.ts';
import { coded } from '../hil/coded.ts';
import { benchHome } from '../hil/home.ts';
import { createImages } from '../hil/images.ts';
import { runJobs } from '../hil/jobs.ts';
import { capped, filterOf, type PlanOptions, planBenches, quarantineOf } from '../hil/plan-benches.ts';
import { inOrder } from '../hil/session-order.ts';
import { countsText, paintOf, sessionJson, sessionLine, troubleLines, verdictWord } from '../hil/show.ts';
import { onInterrupt } from '../hil/stop.ts';
import { createProgress } from '../output/progress.ts';

export interface HilTestOptions extends PlanOptions {
  readonly shuffle?: boolean;
  readonly seed: number;
  readonly quarantineList?: string;
  readonly runQuarantined?: boolean;
  readonly count: number;
  readonly rounds: number;
  readonly soak?: number;
  readonly jobs: number;
  /** What the boards should run; others are warned of. */
  readonly image?: string;
  /** No test takes longer, in s of this machine. */
  readonly testTimeout?: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** @throws Failure for every trouble before the first test: NO_CONTROLLER, NO_TEST_SELECTED, NO_MAP, codes of the bench */
export function hilTest(options: HilTestOptions): Promise<number> {
  return coded(async () => {
    const terminal = process.stderr.isTTY === true;
    // A line a test says little where lines are kept: there each job is told when it is over.
    const progress = createProgress(options.json === true || !terminal);
    const home = benchHome();
    const images = createImages(progress);
    const benches = capped(await planBenches(options, images, home), options.testTimeout);
    const filter = filterOf(options, benches);
    const quarantine = quarantineOf(options.quarantineList);
    // What does not compile is said once, and not by each bench.
    if (options.hardwareMap === undefined) await (options.platform === 'wasm' ? images.wasm() : images.m7());
    const expected = await expectedBuild(options, images);
    const { signal, release } = onInterrupt();
    const { shuffle = false, seed, runQuarantined = false, rounds, soak } = options;
    const found = await runJobs({
      benches,
      count: options.count,
      lanes: options.jobs,
      home,
      options: {
        ...{ filter, quarantine, runQuarantined, shuffle, seed, repeat: rounds, signal },
        ...(soak !== undefined && { soakMinutes: soak }),
      },
      onTest: (bench, job, { id }) =>
        progress.update(`${bench.controller}${options.count > 1 ? ` job ${job}` : ''}: ${id}`),
      onJob: (_bench, job, report) => {
        if (!terminal && options.json !== true && options.count > 1)
          console.error(`job ${job}: ${sessionLine(report)}`);
      },
    });
    release();
    progress.done();
    const reports = inOrder(found);
    const out = options.out ?? join('runs', 'hil', new Date().toISOString().replace(/[:.]/g, '-'));
    writeReports(out, reports, hostname());
    tell(reports, driftOf(reports, expected), out, options);
    return exitCodeOf(reports);
  });
}

function tell(
  reports: readonly SessionReport[],
  warnings: readonly DriftFinding[],
  out: string,
  { json, count }: HilTestOptions,
): void {
  if (json === true) {
    const sessions = reports.map(sessionJson);
    console.log(JSON.stringify({ exitCode: exitCodeOf(reports), out, warnings, sessions }, undefined, 2));
    return;
  }
  const { yellow } = paintOf(process.stderr);
  for (const { code, message, next } of warnings) console.error(`${yellow(`warning ${code}`)} ${message}. ${next}`);
  const paint = paintOf(process.stdout);
  for (const report of reports) {
    const troubles = troubleLines(report, paint);
    // Of many good jobs the sum is enough.
    if (count > 1 && troubles.length === 0) continue;
    console.log([sessionLine(report, paint), ...troubles.map((line) => `  ${line}`)].join('\n'));
  }
  const jobs = `${reports.length} ${reports.length === 1 ? 'job' : 'jobs'}`;
  console.log(`${verdictWord(reports, paint)}: ${jobs}, ${countsText(reports)}\nreport: ${join(out, 'report.html')}`);
}
