/** The same games every time: whoever adds up what was told sees what the engine would show now. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { act, anyRoom, steps } from '../../test/fixtures/random-game.ts';

const GAMES = 8;
const SEED = 1_220_261;

/** Of the game's clock changes of its running are told; the page works out what has elapsed. */
const withoutClock = (entries: ReadonlyMap<string, unknown>): Record<string, unknown> =>
  Object.fromEntries([...entries].filter(([key]) => key !== 'timer'));

describe('notifications add up to the view', () => {
  const games = fc.sample(steps, { seed: SEED, numRuns: GAMES });

  test.each(games.map((game, number) => ({ game, number })))('after every step of game $number', ({ game }) => {
    const bench = new Bench(anyRoom, { observe: true });
    const told = new Map(bench.engine.view());
    bench.online();
    for (const action of game) {
      act(bench, action);
      for (const [key, value] of bench.notified.splice(0)) {
        if (value === null) told.delete(key);
        else told.set(key, value);
      }
      expect(withoutClock(told)).toEqual(withoutClock(bench.engine.view()));
    }
  });
});
