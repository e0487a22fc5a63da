/** Bench jobs: a session each, from the opening of the lines to their closing; the benches side by side, a bench's own in turn. */
import {
  exitCodeOf,
  HistoryStore,
  lockBoards,
  type PlannedTest,
  type RunOptions,
  runSession,
  type SessionReport,
} from '@understudy/hil';
import { pooled } from '../pooled.ts';
import type { Bench } from './bench.ts';
import type { BenchHome } from './home.ts';

export interface JobsRequest {
  readonly benches: readonly { readonly bench: Bench; readonly tests: readonly PlannedTest[] }[];
  /** Jobs of each bench. */
  readonly count: number;
  /** Benches at once. */
  readonly lanes: number;
  readonly home: BenchHome;
  readonly options: Omit<RunOptions, 'onStart' | 'onResult'>;
  onTest?(bench: Bench, job: number, test: PlannedTest): void;
  /** `seconds` since the first job began. */
  onJob?(bench: Bench, job: number, report: SessionReport): void;
}

/**
 * In the order of the benches, then of their jobs. A bench whose boards somebody else uses stands still at once. What a job
 * has found is in its board's history before the next begins.
 * @throws RigError BENCH_LOCKED
 */
export async function runJobs(request: JobsRequest): Promise<SessionReport[]> {
  const { benches, lanes, home, options } = request;
  const lock = lockBoards(
    home.locks,
    benches.flatMap(({ bench }) => bench.locks),
  );
  try {
    const all = await pooled(benches, lanes, ({ bench, tests }) => jobsOf(bench, tests, request), options.signal);
    return all.flat();
  } finally {
    lock.release();
  }
}

async function jobsOf(bench: Bench, tests: readonly PlannedTest[], request: JobsRequest): Promise<SessionReport[]> {
  const { count, home, options, onTest, onJob } = request;
  const history = new HistoryStore(home.history);
  const { platform, serial, controller, room, fixtures, name } = bench;
  const reports: SessionReport[] = [];
  for (let job = 1; job <= count && (job === 1 || options.signal?.aborted !== true); job += 1) {
    const report = await runSession({
      ...{ platform, serial, controller, room, fixtures, bench: name, tests },
      open: () => bench.open(),
      options: { ...options, ...(onTest !== undefined && { onStart: (test) => onTest(bench, job, test) }) },
    });
    history.add(report);
    onJob?.(bench, job, report);
    reports.push(job > 1 && exitCodeOf([report]) === 0 ? shortened(report) : report);
  }
  return reports;
}

/** Two hundred good jobs have nothing more to show than the first: recordings and what was not asked for would fill the page. */
function shortened(report: SessionReport): SessionReport {
  const run = report.results.filter(({ status }) => status !== 'filtered');
  const results = run.map(({ trace: _, measurements, ...rest }) => ({
    ...rest,
    measurements: measurements.map(({ samples: _samples, ...measurement }) => measurement),
  }));
  return { ...report, results };
}
