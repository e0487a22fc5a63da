import type { PlayerView } from '@understudy/twin';
import { describe, expect, it } from 'vitest';
import { SMALL_ROOM } from '../fixtures/small-room.ts';
import { createPlayer } from './create-player.ts';
import { RandomPlayer, type RandomPlayerOptions } from './random-player.ts';

const ROOM = {
  ...SMALL_ROOM,
  physics: [
    {
      controller: 'box',
      plants: {
        valve: { model: 'valve', pins: { pot: 7 } },
        target: { model: 'ir_target', pins: { ir: 8 } },
        lamp: { model: 'load', pins: { out: 3 } },
      },
    },
  ],
};

/** What it did in so many looks, as text. */
function play(seed: number, looks: number, options: RandomPlayerOptions = {}): string[] {
  const done: string[] = [];
  let nowUs = 0;
  const view: PlayerView = {
    truth: () => undefined,
    act: (plant, action, value) => {
      done.push(`${nowUs} ${plant} ${action} ${value}`);
      return { ok: true };
    },
  };
  const player = new RandomPlayer(ROOM, seed, options);
  for (let count = 0; count < looks; count += 1) nowUs = player.look(nowUs, view);
  return done;
}

describe('RandomPlayer', () => {
  it('works every prop that can be worked and no other, within the range of its action', () => {
    const done = play(3, 400).map((line) => line.split(' '));
    expect(new Set(done.map(([, plant, action]) => `${plant} ${action}`))).toEqual(
      new Set(['valve turn', 'target shoot']),
    );
    for (const [, plant, , text] of done) {
      const value = Number(text);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(plant === 'valve' ? 1 : 255);
    }
  });

  it('pauses as long as it is told, and does not act when it is looked at early', () => {
    const times = play(3, 50, { pauseMs: [1000, 1500] }).map((line) => Number(line.split(' ')[0]));
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(1_500_000);
    const player = new RandomPlayer(ROOM, 3);
    const done: string[] = [];
    const view: PlayerView = {
      truth: () => undefined,
      act: (plant) => {
        done.push(plant);
        return { ok: true };
      },
    };
    const nextAtUs = player.look(0, view);
    expect(player.look(nextAtUs - 1, view)).toBe(nextAtUs);
    expect(done).toHaveLength(1);
  });

  it('presses emergency buttons only when it is asked to', () => {
    const pressed = (lines: string[]) => lines.filter((line) => /estop_|egress_/.test(line)).length;
    expect(pressed(play(1, 4000))).toBe(0);
    expect(pressed(play(1, 4000, { emergencies: true }))).toBeGreaterThan(0);
  });

  it('does the same with the same seed and otherwise with another', () => {
    expect(play(1, 50)).toEqual(play(1, 50));
    expect(play(1, 50)).not.toEqual(play(2, 50));
  });
});

describe('createPlayer', () => {
  it('names the players that there are when it does not know one', () => {
    expect(createPlayer(ROOM, 'random', 1)).toBeInstanceOf(RandomPlayer);
    expect(() => createPlayer(ROOM, 'nobody', 1)).toThrow(
      'player: expected one of random, adversarial, idle, saw nobody',
    );
  });
});
