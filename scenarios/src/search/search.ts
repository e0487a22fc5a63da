/** Where the next plan of a shard comes from: plain chance, or a change of one that was worth it. */
import { mix, Xoshiro } from '@understudy/sim-devices';
import type fc from 'fast-check';
import type { Strategy } from '../campaign/types.ts';
import { arbitraryOf, scenarioOf } from '../generate/scenario-arbitrary.ts';
import type { Vocabulary } from '../generate/vocabulary.ts';
import type { ScenarioReport } from '../run/report.ts';
import type { Scenario } from '../scenario/schema.ts';
import { Corpus } from './corpus.ts';
import { mutate } from './mutate.ts';

/** Of so many games one is guided by slack and one by coverage; the others are drawn anew, and feed both. */
const TURNS: readonly Strategy[] = ['random', 'random', 'slack', 'coverage'];

/** Games that are drawn before the first guided one: with fewer the whole shard would turn about one plan. */
const LEARN_FIRST = 4;

export interface Planned {
  readonly strategy: Strategy;
  readonly scenario: Scenario;
}

/**
 * The plans of one shard. What is learnt stays in the shard: its n-th plan is a function of the seed and of what its games
 * before it have shown, so a shard is the same wherever it is played.
 */
export class PlanSearch {
  readonly #vocabulary: Vocabulary;
  readonly #arbitrary: fc.Arbitrary<Scenario>;
  readonly #seed: number;
  readonly #corpus = new Corpus();
  #learnt = 0;

  constructor(vocabulary: Vocabulary, seed: number) {
    this.#vocabulary = vocabulary;
    this.#arbitrary = arbitraryOf(vocabulary);
    this.#seed = seed;
  }

  /** `game`: its number in the campaign. */
  next(game: number): Planned {
    const drawn = scenarioOf(this.#arbitrary, this.#seed, game);
    const random = new Xoshiro(mix(mix(this.#seed, game), 0x6d757461));
    const strategy = TURNS[random.below(TURNS.length)] ?? 'random';
    const base = this.#base(strategy, random);
    if (base === undefined) return { strategy: 'random', scenario: drawn };
    return { strategy, scenario: mutate(base, drawn, this.#vocabulary, random) };
  }

  learn(scenario: Scenario, report: ScenarioReport, isNew: boolean): void {
    this.#learnt += 1;
    this.#corpus.add(scenario, report, isNew);
  }

  #base(strategy: Strategy, random: Xoshiro): Scenario | undefined {
    if (this.#learnt < LEARN_FIRST) return undefined;
    if (strategy === 'slack') return this.#corpus.nearest(random);
    return strategy === 'coverage' ? this.#corpus.reached(random) : undefined;
  }
}
