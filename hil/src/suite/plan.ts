/** What of the planned tests is to be run, in which order, and why the rest is not. */
import { ConfigurationError } from '../map/errors.ts';
import type { Platform } from '../station/types.ts';
import { globMatches } from './glob.ts';
import { type QuarantineEntry, quarantineOf } from './quarantine.ts';
import { shuffled } from './random.ts';
import { resultOf } from './result.ts';
import type { PlannedTest, TestResult } from './types.ts';

export interface PlanOptions {
  /** Globs over ids: one that matches is enough. Absent or empty: all. */
  readonly filter?: readonly string[];
  readonly quarantine?: readonly QuarantineEntry[];
  /** Quarantined tests are run like others, their comment beside the result. */
  readonly runQuarantined?: boolean;
  readonly shuffle?: boolean;
  /** Of the order, an integer. Default 0. */
  readonly seed?: number;
}

/** The bench that is there. */
export interface BenchFacts {
  readonly platform: Platform;
  readonly fixtures: readonly string[];
}

export interface SessionPlan {
  readonly run: readonly PlannedTest[];
  /** Filtered, skipped and blocked ones, in their order. */
  readonly notRun: readonly TestResult[];
}

/** Every test is in one of the two lists. @throws ConfigurationError TEST_TWICE */
export function planSession(tests: readonly PlannedTest[], bench: BenchFacts, options: PlanOptions): SessionPlan {
  const seen = new Set<string>();
  const run: PlannedTest[] = [];
  const notRun: TestResult[] = [];
  for (const test of tests) {
    if (seen.has(test.id)) throw new ConfigurationError('TEST_TWICE', `expected each id once, seen ${test.id} twice`);
    seen.add(test.id);
    const reason = notRunReason(test, bench, options);
    if (reason === undefined) run.push(test);
    else notRun.push(reason);
  }
  return { run, notRun };
}

function notRunReason(
  test: PlannedTest,
  { platform, fixtures }: BenchFacts,
  { filter = [], quarantine = [], runQuarantined = false }: PlanOptions,
): TestResult | undefined {
  const { id, platforms } = test;
  if (filter.length > 0 && !filter.some((glob) => globMatches(glob, id))) {
    return resultOf(test, { status: 'filtered', code: 'FILTERED', message: `not among ${filter.join(', ')}` });
  }
  if (platforms !== undefined && !platforms.includes(platform)) {
    const message = `runs on ${platforms.join(', ')}, and this is ${platform}`;
    return resultOf(test, { status: 'filtered', code: 'OTHER_PLATFORM', message });
  }
  const comment = quarantineOf(quarantine, id, platform);
  if (comment !== undefined && !runQuarantined) {
    return resultOf(test, { status: 'skipped', code: 'QUARANTINED', message: comment, quarantine: comment });
  }
  // As in Twister: what stands behind the colon is for the test, `gpio_loopback:20`.
  const names = fixtures.map((fixture) => fixture.split(':')[0]);
  const missing = (test.fixtures ?? []).filter((fixture) => !names.includes(fixture));
  if (missing.length === 0) return undefined;
  return resultOf(test, {
    status: 'blocked',
    code: 'FIXTURE_MISSING',
    message: `the bench has no ${missing.join(', ')}`,
    expected: missing.join(', '),
    seen: fixtures.join(', ') || 'no fixture',
  });
}

/** The order of a round: what proves the bench comes first and as planned; the rest in the order of seed and round. */
export function orderOfRound(
  run: readonly PlannedTest[],
  round: number,
  { shuffle = false, seed = 0 }: PlanOptions,
): readonly PlannedTest[] {
  const proofs = run.filter(({ suite }) => suite === 'bench');
  const others = run.filter(({ suite }) => suite !== 'bench');
  return [...proofs, ...(shuffle ? shuffled(others, seed + round - 1) : others)];
}
