import type { PlayerDefinition } from '@understudy/contract';
import type { PlayerView } from '@understudy/twin';
import { describe, expect, it } from 'vitest';
import { RulePlayer } from './rule-player.ts';

const SECOND_US = 1_000_000;

/** A room of one lamp and one target that gives in at the given shot. */
function shootingRange(givesInAt: number) {
  const lamp = { level: 0 };
  const lock = { holding: true };
  const shotsAtUs: number[] = [];
  let nowUs = 0;
  const view: PlayerView = {
    truth: (plant) => (plant === 'lamp' ? lamp : plant === 'lock' ? lock : undefined),
    act: (_plant, action) => {
      if (action === 'shoot') shotsAtUs.push(nowUs);
      if (shotsAtUs.length >= givesInAt) lock.holding = false;
      return { ok: true };
    },
  };
  return { lamp, lock, shotsAtUs, view, at: (us: number) => (nowUs = us) };
}

const SHOOT: PlayerDefinition['rules'][string] = {
  when: [{ plant: 'lamp', value: 'level', above: 0.5 }],
  until: [{ plant: 'lock', value: 'holding', equals: false }],
  do: [{ plant: 'lock', action: 'shoot', value: 0x51 }],
  thinkMs: [1000, 3000],
  repeatMs: 1300,
};

describe('RulePlayer', () => {
  it('waits for what it sees, thinks, and tries again until it has worked', () => {
    const range = shootingRange(3);
    const player = new RulePlayer({ rules: { shoot: SHOOT } }, 7);
    expect(player.look(range.at(0), range.view)).toBe(Number.POSITIVE_INFINITY);
    range.lamp.level = 1;
    let nextAtUs = player.look(range.at(SECOND_US), range.view);
    expect(nextAtUs).toBeGreaterThanOrEqual(2 * SECOND_US);
    expect(nextAtUs).toBeLessThanOrEqual(4 * SECOND_US);
    for (let tries = 0; nextAtUs !== Number.POSITIVE_INFINITY && tries < 20; tries += 1) {
      nextAtUs = player.look(range.at(nextAtUs), range.view);
    }
    expect(range.shotsAtUs).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = range.shotsAtUs;
    expect([second - first, third - second]).toEqual([1_300_000, 1_300_000]);
  });

  it('looks again before it acts, and leaves it when what it saw is gone', () => {
    const range = shootingRange(1);
    const player = new RulePlayer({ rules: { shoot: SHOOT } }, 7);
    range.lamp.level = 1;
    const dueAtUs = player.look(range.at(0), range.view);
    range.lamp.level = 0;
    expect(player.look(range.at(dueAtUs), range.view)).toBe(Number.POSITIVE_INFINITY);
    expect(range.shotsAtUs).toEqual([]);
  });

  it('does it again when what was done is undone, and not while it is done', () => {
    const range = shootingRange(1);
    const player = new RulePlayer({ rules: { shoot: SHOOT } }, 7);
    range.lamp.level = 1;
    let nextAtUs = player.look(range.at(0), range.view);
    while (nextAtUs !== Number.POSITIVE_INFINITY) nextAtUs = player.look(range.at(nextAtUs), range.view);
    expect(range.shotsAtUs).toHaveLength(1);
    expect(player.look(range.at(60 * SECOND_US), range.view)).toBe(Number.POSITIVE_INFINITY);
    range.lock.holding = true;
    nextAtUs = player.look(range.at(90 * SECOND_US), range.view);
    while (nextAtUs !== Number.POSITIVE_INFINITY) nextAtUs = player.look(range.at(nextAtUs), range.view);
    expect(range.shotsAtUs).toHaveLength(2);
  });

  it('does the steps of a rule in order, each after its own time', () => {
    const range = shootingRange(99);
    const rule = {
      ...SHOOT,
      do: [
        { plant: 'lock', action: 'shoot' },
        { plant: 'lock', action: 'shoot', afterMs: 2000 },
      ],
    };
    const { until: _until, repeatMs: _repeatMs, ...once } = rule;
    const player = new RulePlayer({ rules: { once } }, 1);
    range.lamp.level = 1;
    let nextAtUs = player.look(range.at(0), range.view);
    while (nextAtUs !== Number.POSITIVE_INFINITY) nextAtUs = player.look(range.at(nextAtUs), range.view);
    const [first = 0, second = 0] = range.shotsAtUs;
    expect(range.shotsAtUs).toHaveLength(2);
    expect(second - first).toBe(2 * SECOND_US);
  });

  it('thinks alike with one seed and otherwise with another', () => {
    const dueWith = (seed: number) => {
      const range = shootingRange(1);
      range.lamp.level = 1;
      return new RulePlayer({ rules: { shoot: SHOOT } }, seed).look(range.at(0), range.view);
    };
    expect(dueWith(5)).toBe(dueWith(5));
    expect(new Set([1, 2, 3, 4].map(dueWith)).size).toBeGreaterThan(1);
  });
});
