/** From options to benches with their tests: which room, which boards, which suites, scenarios and globs. */
import { readFileSync } from 'node:fs';
import type { Room } from '@understudy/contract';
import {
  type BenchScenario,
  globMatches,
  type PlannedTest,
  type Platform,
  parseQuarantine,
  plannedScenario,
  type QuarantineEntry,
  readBenchScenario,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';
import type { Bench } from './bench.ts';
import { chooseBenches } from './choose-benches.ts';
import type { BenchHome } from './home.ts';
import type { Images } from './images.ts';
import { installedController, plannedTests, SUITES, type Suite } from './plan.ts';

export interface PlanOptions {
  readonly platform: Platform;
  readonly filter?: string;
  readonly hardwareMap?: string;
  readonly room: string;
  readonly controller?: string;
  readonly suite?: string;
  readonly scenario?: string;
  readonly proofs: boolean;
}

export interface PlannedBench {
  readonly bench: Bench;
  readonly tests: readonly PlannedTest[];
}

/**
 * Scenarios alone leave the suites out, and choose the controllers that they are written for.
 * @throws Failure NO_CONTROLLER, NO_MAP, MAP_NEEDED, BAD_SUITE, NO_BENCH_SCENARIO; ConfigurationError; RigError BOARD_ABSENT
 */
export async function planBenches(options: PlanOptions, images: Images, home: BenchHome): Promise<PlannedBench[]> {
  const suites = suitesOf(options.suite);
  const room = await openRoom(roomFolder(options.room));
  const scenarios = scenariosOf(options.scenario, room);
  const written = scenarios.map(({ definition }) => definition.controller);
  const controllers = options.controller?.split(',') ?? [...new Set(written)];
  const { platform, hardwareMap: map, proofs } = options;
  const benches = chooseBenches({ platform, room, controllers, ...(map !== undefined && { map }) }, images, home);
  return benches.map((bench) => {
    const installed = installedController(room, bench.controller);
    const only: readonly Suite[] = scenarios.length > 0 && suites.length === 0 ? ['bench'] : suites;
    const own = scenarios.filter(({ definition }) => definition.controller === bench.controller);
    const tests = plannedTests(bench, room, installed, { suites: only, proofs });
    return { bench, tests: [...tests, ...own.map((scenario) => plannedScenario(room, scenario))] };
  });
}

/** No test longer than so many s of this machine. */
export function capped(benches: readonly PlannedBench[], seconds: number | undefined): PlannedBench[] {
  const most = (seconds ?? Number.POSITIVE_INFINITY) * 1000;
  return benches.map(({ bench, tests }) => ({
    bench,
    tests: tests.map((test) => (test.timeoutMs <= most ? test : { ...test, timeoutMs: most })),
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

/** @throws Failure NO_BENCH_SCENARIO; ConfigurationError with file, line and column of each thing that is wrong */
function scenariosOf(files: string | undefined, room: Room): readonly BenchScenario[] {
  const paths = files?.split(',') ?? [];
  return paths.map((file) => readBenchScenario(room, { file, text: textOf(file, noScenario) }));
}

/** Proofs of the bench stay whatever is asked for. @throws Failure NO_TEST_SELECTED: a slip of the pen must not pass */
export function filterOf({ filter, proofs }: PlanOptions, benches: readonly PlannedBench[]): readonly string[] {
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
export const quarantineOf = (path: string | undefined): readonly QuarantineEntry[] =>
  path === undefined ? [] : parseQuarantine(textOf(path, noList), path);

const noScenario = (message: string): Failure => new Failure('NO_BENCH_SCENARIO', message, EXIT.usage);
const noList = (message: string): Failure => new Failure('NO_QUARANTINE_LIST', message, EXIT.usage);

/** @throws what `refuse` makes of the reason */
function textOf(path: string, refuse: (message: string) => Failure): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw refuse(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
