/** Counts what the games of a shard show, and what each strategy was the first to find. */
import type { ScenarioReport } from '../run/report.ts';
import { type ShardResult, STRATEGIES, type Strategy, type StrategyTotals } from './types.ts';

/** What a game brought that none before it had. */
export interface Novelty {
  /** Things reached for the first time. */
  readonly coverage: number;
  /** Invariants that no game came nearer to breaking. */
  readonly slack: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export class Tally {
  readonly #coverage = new Map<string, number>();
  readonly #slackMs = new Map<number, number>();
  readonly #faults = new Map<string, { injected: number; fired: number }>();
  readonly #strategies = new Map<Strategy, Mutable<StrategyTotals>>();

  constructor() {
    for (const strategy of STRATEGIES) {
      this.#strategies.set(strategy, { games: 0, failures: 0, coverage: 0, slack: 0 });
    }
  }

  add(strategy: Strategy, report: ScenarioReport): Novelty {
    const novelty = { coverage: 0, slack: 0 };
    for (const name of report.coverage) {
      const count = this.#coverage.get(name) ?? 0;
      if (count === 0) novelty.coverage += 1;
      this.#coverage.set(name, count + 1);
    }
    for (const [number, slackMs] of Object.entries(report.slackMs)) {
      const least = this.#slackMs.get(Number(number));
      if (least !== undefined && least <= slackMs) continue;
      if (least !== undefined) novelty.slack += 1;
      this.#slackMs.set(Number(number), slackMs);
    }
    for (const { fault, fired } of report.evidence) {
      const counts = this.#faults.get(fault) ?? { injected: 0, fired: 0 };
      this.#faults.set(fault, counts);
      counts.injected += 1;
      if (fired > 0) counts.fired += 1;
    }
    const totals = this.#strategies.get(strategy);
    if (totals !== undefined) {
      totals.games += 1;
      if (report.verdict === 'failed') totals.failures += 1;
      totals.coverage += novelty.coverage;
      totals.slack += novelty.slack;
    }
    return novelty;
  }

  result(): Pick<ShardResult, 'coverage' | 'slackMs' | 'faults' | 'strategies'> {
    return {
      coverage: sorted(this.#coverage),
      slackMs: Object.fromEntries([...this.#slackMs].sort(([one], [other]) => one - other)),
      faults: sorted(this.#faults),
      strategies: Object.fromEntries(this.#strategies) as Record<Strategy, StrategyTotals>,
    };
  }
}

function sorted<T>(counts: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
