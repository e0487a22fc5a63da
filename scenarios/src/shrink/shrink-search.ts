/** The way down from a failing plan: the smallest that still fails, what it showed, and how many runs are left. */
import { canonicalJson } from '@understudy/contract';
import type { ActRecord, PlanRecord, Scenario } from '../scenario/schema.ts';

/** What a run showed that failed in the same way. */
export interface Trial {
  /** When the invariant was broken, in ms, rounded up. */
  readonly atMs: number;
  /** All that was done to props. */
  readonly acts: readonly ActRecord[];
}

/** Runs a scenario; undefined when it does not fail, or fails in another way. */
export type TryRun = (scenario: Scenario) => Trial | undefined;

export interface ShrinkProgress {
  readonly runs: number;
  readonly records: number;
  readonly endMs: number;
}

export interface ShrinkLimits {
  /** Runs that it may cost, the first one included. */
  readonly runs: number;
  /** After every run. */
  readonly onProgress?: (progress: ShrinkProgress) => void;
  /** Asked before every run: true ends it with what there is. */
  readonly shouldStop?: () => boolean;
}

export class ShrinkSearch {
  runs = 1;
  best: Scenario;
  trial: Trial;
  readonly #tryRun: TryRun;
  readonly #limits: ShrinkLimits;
  readonly #tried = new Set<string>();

  /** `trial`: what the first scenario showed, in a run that counts. */
  constructor(first: Scenario, trial: Trial, tryRun: TryRun, limits: ShrinkLimits) {
    this.best = first;
    this.trial = trial;
    this.#tryRun = tryRun;
    this.#limits = limits;
    this.#tried.add(canonicalJson(first));
  }

  get isSpent(): boolean {
    return this.runs >= this.#limits.runs || this.#limits.shouldStop?.() === true;
  }

  /** Runs a candidate; one that fails in the same way is the best from now on. What was tried before is not run again. */
  attempt(candidate: Scenario): boolean {
    if (this.isSpent) return false;
    const key = canonicalJson(candidate);
    if (this.#tried.has(key)) return false;
    this.#tried.add(key);
    this.runs += 1;
    const trial = this.#tryRun(candidate);
    if (trial !== undefined) {
      this.best = candidate;
      this.trial = trial;
    }
    const { plan, endMs } = this.best;
    this.#limits.onProgress?.({ runs: this.runs, records: plan.length, endMs });
    return trial !== undefined;
  }

  /** The best with another plan, its records in the order of time. */
  attemptPlan(plan: readonly PlanRecord[]): boolean {
    return this.attempt({ ...this.best, plan: inOrder(plan) });
  }
}

export function inOrder(plan: readonly PlanRecord[]): PlanRecord[] {
  return [...plan].sort((one, other) => one.atMs - other.atMs);
}
