/** What is drawn: the same for the same seed, of all lengths, with some of everything and often without it. */
import type { Room } from '@understudy/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadClockwork } from '../../twin/test/load-clockwork.ts';
import { arbitraryOf, scenarioOf } from '../src/generate/scenario-arbitrary.ts';
import { vocabularyOf } from '../src/generate/vocabulary.ts';
import { FAULTS, indexRoom, type Scenario, scenarioArbitrary } from '../src/index.ts';

const GAMES = 400;
const MINUTE_MS = 60_000;

let room: Room;
let drawn: Scenario[];
beforeAll(async () => {
  room = await loadClockwork();
  const arbitrary = scenarioArbitrary(room);
  drawn = Array.from({ length: GAMES }, (_, game) => scenarioOf(arbitrary, 5, game));
});

/** Parts of all games in which this holds, 0 to 1. */
const part = (holds: (scenario: Scenario) => boolean) => drawn.filter(holds).length / GAMES;
const has = (kind: string) => (scenario: Scenario) => scenario.plan.some((record) => record.kind === kind);

describe('scenarioArbitrary', () => {
  it('draws the same for one seed and game, and never the same twice', () => {
    const arbitrary = scenarioArbitrary(room);
    for (const game of [0, 17, 399]) expect(scenarioOf(arbitrary, 5, game)).toEqual(drawn[game]);
    expect(scenarioOf(arbitrary, 6, 0)).not.toEqual(drawn[0]);
    expect(new Set(drawn.map((scenario) => JSON.stringify(scenario))).size).toBe(GAMES);
  });

  it('mixes lengths: half short, some middling, a quarter whole games', () => {
    const short = part(({ endMs }) => endMs <= 7 * MINUTE_MS);
    const whole = part(({ endMs }) => endMs > room.manifest.gameMs);
    expect(short).toBeGreaterThan(0.4);
    expect(whole).toBeGreaterThan(0.15);
    expect(whole).toBeLessThan(0.35);
    expect(drawn.every(({ healAtMs = 0, endMs }) => endMs >= healAtMs + 30_000)).toBe(true);
  });

  it('leaves each sort of record out of many games', () => {
    for (const kind of ['act', 'operator', 'fault']) {
      expect(part(has(kind)), kind).toBeGreaterThan(0.4);
      expect(part(has(kind)), kind).toBeLessThan(0.85);
    }
    expect(part(({ plan }) => plan.every(({ kind }) => kind === 'player'))).toBeGreaterThan(0.02);
  });

  it('draws every fault that has a target, every player and the buttons', () => {
    const names = new Set(drawn.flatMap(({ plan }) => plan.map((record) => nameOf(record))));
    const { faults } = vocabularyOf(indexRoom(room));
    expect(faults.map(({ kind }) => kind.name).filter((name) => !names.has(name))).toEqual([]);
    for (const model of ['solver', 'impatient', 'random', 'adversarial', 'idle']) expect(names).toContain(model);
    expect(names).toContain('estop_lab');
  });

  it('keeps to the faults that it is given', () => {
    const [one = ''] = FAULTS.keys();
    const chosen = arbitraryOf(vocabularyOf(indexRoom(room), [one]));
    const none = scenarioArbitrary(room, { faults: [] });
    for (let game = 0; game < 60; game += 1) {
      const faults = scenarioOf(chosen, 5, game).plan.filter(({ kind }) => kind === 'fault');
      expect(faults.every((record) => nameOf(record) === one)).toBe(true);
      expect(scenarioOf(none, 5, game).plan.some(({ kind }) => kind === 'fault')).toBe(false);
    }
  });

  it('has no solver where the room has none', () => {
    const bare = scenarioArbitrary({ ...room, players: {} });
    const models = Array.from({ length: 100 }, (_, game) => scenarioOf(bare, 1, game).plan.map(nameOf)).flat();
    expect(models).not.toContain('solver');
    expect(models).not.toContain('impatient');
  });
});

function nameOf(record: Scenario['plan'][number]): string {
  if (record.kind === 'player') return record.model;
  if (record.kind === 'act') return record.plant;
  return record.kind === 'fault' ? record.fault : record.request.action;
}
