/** Results of tests: made, and those of several rounds made into one. */
import type { Measurement, PlannedTest, Status, TestResult } from './types.ts';

/** What became of a test, without what is known of it anyway. */
export type Fate = Pick<TestResult, 'status'> & Partial<Omit<TestResult, 'id' | 'suite' | 'title' | 'status'>>;

export function resultOf({ id, suite, title }: PlannedTest, fate: Fate): TestResult {
  return { id, suite, title, durationMs: 0, measurements: [], faults: [], ...fate };
}

/** From harmless to worst. A verdict on the DUT is worse than trouble of the bench: it stays true when the bench is mended. */
const RANK: readonly Status[] = ['passed', 'filtered', 'skipped', 'blocked', 'invalid', 'error', 'failed'];
/** Samples kept of all rounds together: a soak of days must fit into memory. */
const SAMPLES_MAX = 20_000;

/** A test's result after one more round. The worst round, the first of them, says what the whole says. */
export function withRound(before: TestResult | undefined, round: TestResult): TestResult {
  if (before === undefined) return round;
  const worse = RANK.indexOf(round.status) > RANK.indexOf(before.status) ? round : before;
  const passed = (result: TestResult): number => (result.status === 'passed' ? 0 : 1);
  const counted = before.rounds ?? { run: 1, notPassed: passed(before) };
  return {
    ...worse,
    durationMs: before.durationMs + round.durationMs,
    measurements: joined(before.measurements, round.measurements),
    faults: worse.faults,
    rounds: { run: counted.run + 1, notPassed: counted.notPassed + passed(round) },
  };
}

const VERDICTS: readonly Measurement['verdict'][] = ['within', 'marginal', 'outside'];

/** Each measurement by its worst round, with the samples of all; those without samples leave their values. */
function joined(before: readonly Measurement[], round: readonly Measurement[]): Measurement[] {
  const names = new Map(before.map((measurement) => [measurement.name, measurement]));
  for (const one of round) {
    const other = names.get(one.name);
    if (other === undefined) {
      names.set(one.name, one);
      continue;
    }
    const worst = VERDICTS.indexOf(one.verdict) > VERDICTS.indexOf(other.verdict) ? one : other;
    const samples = [...(other.samples ?? [other.value]), ...(one.samples ?? [one.value])].slice(0, SAMPLES_MAX);
    names.set(one.name, { ...worst, samples });
  }
  return [...names.values()];
}
