import type { PlayerView } from '@understudy/twin';
import { describe, expect, it } from 'vitest';
import { SMALL_ROOM } from '../fixtures/small-room.ts';
import { AdversarialPlayer } from './adversarial-player.ts';
import { createPlayer, playerNames } from './create-player.ts';

const SECOND_US = 1_000_000;
const plug = { model: 'plug', pins: { out: 7 } };
const ROOM = {
  ...SMALL_ROOM,
  physics: [
    { controller: 'box', plants: { socket: plug, crank: { model: 'crank', pins: { count: 8 } } } },
    { controller: 'far', plants: { other: plug } },
  ],
};

interface Done {
  readonly atUs: number;
  readonly plant: string;
  readonly action: string;
  readonly value: number | undefined;
}

/** An hour in which only `moving` ever changes. */
function play(seed: number, moving: string): Done[] {
  const done: Done[] = [];
  let atUs = 0;
  const view: PlayerView = {
    truth: (plant) => ({ raw: plant === moving ? Math.floor(atUs / 1000) : 0 }),
    act: (plant, action, value) => {
      done.push({ atUs, plant, action, value });
      return { ok: true };
    },
  };
  const player = new AdversarialPlayer(ROOM, seed);
  while (atUs < 3600 * SECOND_US) atUs = Math.max(atUs + 1, player.look(atUs, view));
  return done;
}
const count = (done: readonly Done[], ...plants: string[]) => done.filter(({ plant }) => plants.includes(plant)).length;

describe('AdversarialPlayer', () => {
  it('works what hangs on the controller of what has just changed', () => {
    const near = play(1, 'crank');
    expect(count(near, 'socket', 'crank')).toBeGreaterThan(10 * count(near, 'other'));
    const far = play(1, 'other');
    expect(count(far, 'other')).toBeGreaterThan(10 * count(far, 'socket', 'crank'));
  });

  it('takes back most of what it does: plugs are pulled, cranks turned back, E-stops let go of', () => {
    const done = play(2, 'crank');
    expect(done.filter(({ plant, value }) => plant === 'socket' && value === 0).length).toBeGreaterThan(100);
    const turned = done.filter(({ plant, value }) => plant === 'crank' && value === -600).length;
    expect(turned).toBeGreaterThan(100);
    const stops = done.filter(({ plant }) => plant === 'estop_hall');
    expect(stops.length).toBeGreaterThan(4);
    const [press, release] = stops;
    expect([press?.action, release?.action]).toEqual(['press', 'release']);
    expect((release?.atUs ?? 0) - (press?.atUs ?? 0)).toBeLessThanOrEqual(4 * SECOND_US);
    expect(count(done, 'egress_hall')).toBeGreaterThan(20);
  });

  it('does the same with the same seed, and other things with another', () => {
    expect(play(3, 'crank')).toEqual(play(3, 'crank'));
    expect(play(4, 'crank')).not.toEqual(play(3, 'crank'));
  });
});

describe('createPlayer', () => {
  it('knows the models that a room can have: what is made from a solver needs one', () => {
    expect(playerNames(ROOM)).toEqual(['random', 'adversarial', 'idle']);
    const players = { solver: { rules: {} }, guest: { rules: {} } };
    expect(playerNames({ ...ROOM, players })).toEqual([
      'random',
      'adversarial',
      'idle',
      'impatient',
      'solver',
      'guest',
    ]);
    for (const name of playerNames({ ...ROOM, players })) createPlayer({ ...ROOM, players }, name, 1);
    expect(() => createPlayer(ROOM, 'impatient', 1)).toThrow(
      /expected one of random, adversarial, idle, saw impatient/,
    );
  });

  it('has an idle one, who never does anything', () => {
    const view: PlayerView = { truth: () => undefined, act: () => ({ ok: true }) };
    expect(createPlayer(ROOM, 'idle', 1).look(5, view)).toBe(Number.POSITIVE_INFINITY);
  });
});
