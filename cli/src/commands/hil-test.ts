/** `understudy hil test`: bench jobs from the choice of the benches to the reports and the exit code. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  exitCodeOf,
  globMatches,
  type PlannedTest,
  type Platform,
  parseQuarantine,
  type QuarantineEntry,
  type SessionReport,
  writeReports,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import type { Bench } from '../hil/bench.ts';
import { chooseBenches } from '../hil/choose-benches.ts';
import { coded } from '../hil/coded.ts';
import { benchHome } from '../hil/home.ts';
import { createImages } from '../hil/images.ts';
import { runJobs } from '../hil/jobs.ts';
import { installedController, plannedTests, SUITES, type Suite } from '../hil/plan.ts';
import { countsText, paintOf, sessionJson, sessionLine, troubleLines, verdictWord } from '../hil/show.ts';
import { onInterrupt } from '../hil/stop.ts';
import { createProgress, type Progress } from '../output/progress.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface HilTestOptions {
  readonly platform: Platform;
  readonly filter?: string;
  readonly hardwareMap?: string;
  readonly room: string;
  readonly controller?: string;
  readonly suite?: string;
  readonly proofs: boolean;
  readonly shuffle?: boolean;
  readonly seed: number;
  readonly quarantineList?: string;
  readonly runQuarantined?: boolean;
  readonly count: number;
  readonly rounds: number;
  readonly soak?: number;
  readonly jobs: number;
  readonly out?: string;
  readonly json?: boolean;
}

interface PlannedBench {
  readonly bench: Bench;
  readonly tests: readonly PlannedTest[];
}

/** @throws Failure for every trouble before the first test: NO_CONTROLLER, NO_TEST_SELECTED, NO_MAP, codes of the bench */
export function hilTest(options: HilTestOptions): Promise<number> {
  return coded(async () => {
    const terminal = process.stderr.isTTY === true;
    // A line a test says little where lines are kept: there each job is told when it is over.
    const progress = createProgress(options.json === true || !terminal);
    const benches = await planBenches(options, progress);
    const filter = filterOf(options, benches);
    const quarantine = quarantineOf(options.quarantineList);
    const { signal, release } = onInterrupt();
    const { shuffle = false, seed, runQuarantined = false, rounds, soak } = options;
    const reports = await runJobs({
      benches,
      count: options.count,
      lanes: options.jobs,
      home: benchHome(),
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
    const out = options.out ?? join('runs', 'hil', new Date().toISOString().replace(/[:.]/g, '-'));
    writeReports(out, reports, hostname());
    tell(reports, out, options);
    return exitCodeOf(reports);
  });
}

async function planBenches(options: HilTestOptions, progress: Progress): Promise<PlannedBench[]> {
  const suites = suitesOf(options.suite);
  const room = await openRoom(roomFolder(options.room));
  const benches = chooseBenches(
    {
      platform: options.platform,
      room,
      controllers: options.controller?.split(',') ?? [],
      ...(options.hardwareMap !== undefined && { map: options.hardwareMap }),
    },
    createImages(progress),
    benchHome(),
  );
  return benches.map((bench) => ({
    bench,
    tests: plannedTests(bench, room, installedController(room, bench.controller), { suites, proofs: options.proofs }),
  }));
}

/** @throws Failure BAD_SUITE */
function suitesOf(text: string | undefined): readonly Suite[] {
  if (text === undefined) return [];
  const names = text.split(',');
  const unknown = names.find((name) => !SUITES.some((suite) => suite === name));
  if (unknown !== undefined) {
    throw new Failure('BAD_SUITE', `expected suites of ${SUITES.join(', ')}; seen '${unknown}'`, EXIT.usage);
  }
  return SUITES.filter((suite) => names.includes(suite));
}

/** Proofs of the bench stay whatever is asked for. @throws Failure NO_TEST_SELECTED: a slip of the pen must not pass */
function filterOf({ filter, proofs }: HilTestOptions, benches: readonly PlannedBench[]): readonly string[] {
  if (filter === undefined) return [];
  const globs = filter.split(',');
  const ids = [...new Set(benches.flatMap(({ tests }) => tests.map(({ id }) => id)))];
  const useless = globs.find((glob) => !ids.some((id) => globMatches(glob, id)));
  if (useless !== undefined) {
    const seen = ids.length > 20 ? `${ids.slice(0, 20).join(', ')} and ${ids.length - 20} more` : ids.join(', ');
    throw new Failure('NO_TEST_SELECTED', `expected a test that ${useless} matches, seen ${seen}`, EXIT.usage);
  }
  return proofs ? ['bench/*', ...globs] : globs;
}

/** @throws Failure NO_QUARANTINE_LIST; ConfigurationError with file, line and column */
function quarantineOf(path: string | undefined): readonly QuarantineEntry[] {
  if (path === undefined) return [];
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('NO_QUARANTINE_LIST', `${path} cannot be read: ${why}`, EXIT.usage);
  }
  return parseQuarantine(text, path);
}

function tell(reports: readonly SessionReport[], out: string, { json, count }: HilTestOptions): void {
  if (json === true) {
    console.log(
      JSON.stringify({ exitCode: exitCodeOf(reports), out, sessions: reports.map(sessionJson) }, undefined, 2),
    );
    return;
  }
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
