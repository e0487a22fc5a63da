/** Guided search: what is kept, and that a changed plan is still a plan for the room. */
import type { Room } from '@understudy/contract';
import { Xoshiro } from '@understudy/sim-devices';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadClockwork } from '../../twin/test/load-clockwork.ts';
import { type Vocabulary, vocabularyOf } from '../src/generate/vocabulary.ts';
import { indexRoom, readScenario, type Scenario, type ScenarioReport, scenarioArbitrary } from '../src/index.ts';
import { Corpus } from '../src/search/corpus.ts';
import { mutate } from '../src/search/mutate.ts';
import { PlanSearch } from '../src/search/search.ts';

let room: Room;
let vocabulary: Vocabulary;
beforeAll(async () => {
  room = await loadClockwork();
  vocabulary = vocabularyOf(indexRoom(room));
});

const plan = (seed: number): Scenario => ({
  schema: 'understudy.scenario/1',
  room: 'clockwork',
  seed,
  plan: [
    { kind: 'player', atMs: 0, model: 'solver' },
    { kind: 'fault', atMs: 5000, forMs: 1000, fault: 'network.clog', target: 'engine' },
  ],
  healAtMs: 60_000,
  endMs: 95_000,
});
const report = (slackMs: Record<number, number>, rest: Partial<ScenarioReport> = {}): ScenarioReport => ({
  verdict: 'passed',
  outcome: 'unfinished',
  gameSeconds: 90,
  endUs: 95_000_000,
  events: 10_000,
  commands: 10,
  hash: '0',
  violations: [],
  evidence: [],
  acts: [],
  slackMs,
  coverage: [],
  rollingHash: [],
  ...rest,
});

describe('mutate', () => {
  it('makes plans that fit the room out of plans that do, the same ones for the same seed', () => {
    const changed = new Set<string>();
    fc.assert(
      fc.property(scenarioArbitrary(room), scenarioArbitrary(room), fc.nat(), (base, other, seed) => {
        let scenario = base;
        for (let times = 0; times < 4; times += 1) {
          const before = scenario;
          scenario = mutate(before, other, vocabulary, new Xoshiro(seed + times));
          expect(mutate(before, other, vocabulary, new Xoshiro(seed + times))).toEqual(scenario);
          if (JSON.stringify(before) !== JSON.stringify(scenario)) changed.add(scenario.plan.length.toString());
        }
        const read = readScenario(scenario, room);
        expect(read.ok ? [] : read.problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(changed.size).toBeGreaterThan(5);
  });
});

describe('Corpus', () => {
  it('keeps the plan that came nearest to breaking an invariant', () => {
    const corpus = new Corpus();
    corpus.add(plan(1), report({ 2: 80 }), false);
    corpus.add(plan(2), report({ 2: 30 }), false);
    corpus.add(plan(3), report({ 2: 50 }), false);
    expect(corpus.nearest(new Xoshiro(1))?.seed).toBe(2);
    expect(corpus.reached(new Xoshiro(1))).toBeUndefined();
  });

  it('keeps plans that reached something new, without their faults that found nothing to do', () => {
    const corpus = new Corpus();
    const idle = { fault: 'network.clog', target: 'engine', atMs: 5000, fired: 0 };
    corpus.add(plan(1), report({}, { verdict: 'invalid', evidence: [idle] }), true);
    expect(corpus.reached(new Xoshiro(1))?.plan).toEqual([plan(1).plan[0]]);
  });

  it('keeps nothing of a run that failed', () => {
    const corpus = new Corpus();
    corpus.add(plan(1), report({ 2: -5 }, { verdict: 'failed' }), true);
    expect(corpus.nearest(new Xoshiro(1)) ?? corpus.reached(new Xoshiro(1))).toBeUndefined();
  });
});

describe('PlanSearch', () => {
  const strategiesOf = (teach: boolean) => {
    const search = new PlanSearch(vocabulary, 3);
    return Array.from({ length: 40 }, (_, game) => {
      const { strategy, scenario } = search.next(game);
      if (teach) search.learn(scenario, report({ 2: 100 - game }), true);
      return strategy;
    });
  };

  it('draws anew until it has learnt something, then by all three strategies', () => {
    expect(new Set(strategiesOf(false))).toEqual(new Set(['random']));
    const taught = strategiesOf(true);
    expect(new Set(taught.slice(0, 4))).toEqual(new Set(['random']));
    expect(new Set(taught)).toEqual(new Set(['random', 'slack', 'coverage']));
    expect(taught.filter((strategy) => strategy === 'random').length).toBeGreaterThan(10);
  });
});
