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
  /** A look of somebody who is told that anything may have changed. */
  const look = (player: RulePlayer, atUs: number): number => {
    nowUs = atUs;
    for (const plant of ['lamp', 'lock']) player.changed(plant);
    return player.look(atUs, view);
  };
  return { lamp, lock, shotsAtUs, view, look };
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
    expect(range.look(player, 0)).toBe(Number.POSITIVE_INFINITY);
    range.lamp.level = 1;
    let nextAtUs = range.look(player, SECOND_US);
    expect(nextAtUs).toBeGreaterThanOrEqual(2 * SECOND_US);
    expect(nextAtUs).toBeLessThanOrEqual(4 * SECOND_US);
    for (let tries = 0; nextAtUs !== Number.POSITIVE_INFINITY && tries < 20; tries += 1) {
      nextAtUs = range.look(player, nextAtUs);
    }
    expect(range.shotsAtUs).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = range.shotsAtUs;
    expect([second - first, third - second]).toEqual([1_300_000, 1_300_000]);
  });

  it('looks again before it acts, and leaves it when what it saw is gone', () => {
    const range = shootingRange(1);
    const player = new RulePlayer({ rules: { shoot: SHOOT } }, 7);
    range.lamp.level = 1;
    const dueAtUs = range.look(player, 0);
    range.lamp.level = 0;
    expect(range.look(player, dueAtUs)).toBe(Number.POSITIVE_INFINITY);
    expect(range.shotsAtUs).toEqual([]);
  });

  it('looks again at what it is told of, and at nothing else', () => {
    const range = shootingRange(1);
    const player = new RulePlayer({ rules: { shoot: SHOOT } }, 7);
    expect(player.look(0, range.view)).toBe(Number.POSITIVE_INFINITY);
    range.lamp.level = 1;
    player.changed('lock of another room');
    expect(player.look(1, range.view)).toBe(Number.POSITIVE_INFINITY);
    player.changed('lamp');
    expect(player.look(2, range.view)).toBeLessThan(4 * SECOND_US);
  });

  it('does it again when what was done is undone, and not while it is done', () => {
    const range = shootingRange(1);
    const player = new RulePlayer({ rules: { shoot: SHOOT } }, 7);
    range.lamp.level = 1;
    let nextAtUs = range.look(player, 0);
    while (nextAtUs !== Number.POSITIVE_INFINITY) nextAtUs = range.look(player, nextAtUs);
    expect(range.shotsAtUs).toHaveLength(1);
    expect(range.look(player, 60 * SECOND_US)).toBe(Number.POSITIVE_INFINITY);
    range.lock.holding = true;
    nextAtUs = range.look(player, 90 * SECOND_US);
    while (nextAtUs !== Number.POSITIVE_INFINITY) nextAtUs = range.look(player, nextAtUs);
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
    let nextAtUs = range.look(player, 0);
    while (nextAtUs !== Number.POSITIVE_INFINITY) nextAtUs = range.look(player, nextAtUs);
    const [first = 0, second = 0] = range.shotsAtUs;
    expect(range.shotsAtUs).toHaveLength(2);
    expect(second - first).toBe(2 * SECOND_US);
  });

  it('thinks alike with one seed and otherwise with another', () => {
    const dueWith = (seed: number) => {
      const range = shootingRange(1);
      range.lamp.level = 1;
      return range.look(new RulePlayer({ rules: { shoot: SHOOT } }, seed), 0);
    };
    expect(dueWith(5)).toBe(dueWith(5));
    expect(new Set([1, 2, 3, 4].map(dueWith)).size).toBeGreaterThan(1);
  });
});
