/** Plans worth changing: those that came nearest to breaking an invariant, and those that reached something new. */
import type { Xoshiro } from '@understudy/sim-devices';
import type { ScenarioReport } from '../run/report.ts';
import type { Scenario } from '../scenario/schema.ts';

/** Of plans that reached something new the latest are kept. */
const REACHED_MAX = 32;

export class Corpus {
  /** By number of the invariant: the plan with the smallest slack so far. */
  readonly #nearest = new Map<number, { readonly slackMs: number; readonly scenario: Scenario }>();
  readonly #reached: Scenario[] = [];

  /** `isNew`: whether the run reached something that none had before. A plan that failed has been told of already. */
  add(scenario: Scenario, report: ScenarioReport, isNew: boolean): void {
    if (report.verdict === 'failed') return;
    const fired = withoutUnfired(scenario, report);
    for (const [key, slackMs] of Object.entries(report.slackMs)) {
      const number = Number(key);
      const known = this.#nearest.get(number);
      if (known === undefined || slackMs < known.slackMs) this.#nearest.set(number, { slackMs, scenario: fired });
    }
    if (!isNew) return;
    this.#reached.push(fired);
    if (this.#reached.length > REACHED_MAX) this.#reached.shift();
  }

  nearest(random: Xoshiro): Scenario | undefined {
    const entries = [...this.#nearest.values()];
    return entries[random.below(Math.max(1, entries.length))]?.scenario;
  }

  reached(random: Xoshiro): Scenario | undefined {
    return this.#reached[random.below(Math.max(1, this.#reached.length))];
  }
}

/** Faults that found nothing to do would make every descendant invalid. */
function withoutUnfired(scenario: Scenario, { evidence }: ScenarioReport): Scenario {
  const idle = evidence.filter(({ fired }) => fired === 0);
  if (idle.length === 0) return scenario;
  const plan = scenario.plan.filter(
    (record) =>
      record.kind !== 'fault' ||
      !idle.some(
        ({ fault, target, atMs }) => fault === record.fault && target === record.target && atMs === record.atMs,
      ),
  );
  return { ...scenario, plan };
}
