/** The measurements of the live loop measure what they say. No figure is judged here. */
import { checkRoom } from '@understudy/contract';
import { CIRCUIT_MODELS, MODELS } from '@understudy/sim-devices';
import { measureReaction, REACTIONS, reactionRoom, summarise } from '@understudy/twin/realtime';
import { afterEach, expect, it } from 'vitest';
import { firmwareBytes, firmwareFor } from './load-clockwork.ts';
import { LiveRoom } from './realtime-harness.ts';

const ROUNDS = 15;
let live: LiveRoom | undefined;
afterEach(async () => {
  await live?.stopWatching();
  await live?.stop();
  await live?.clean();
});

it('is a room without problems', () => {
  expect(checkRoom(reactionRoom(3), { plants: MODELS, circuits: CIRCUIT_MODELS })).toEqual([]);
});

it('measures pin to pin, one command a sample, and names an effect that does not come', async () => {
  const room = reactionRoom(ROUNDS);
  let listener: () => void = () => undefined;
  live = await LiveRoom.start(
    { room, firmware: await firmwareFor(room, await firmwareBytes()), seed: 1, onAdvanced: () => listener() },
    1,
  );
  const opened = live;
  await opened.startGraph(room);
  const setting = {
    shell: opened.twin,
    wallClock: opened.wallClock,
    onAdvanced: (next: () => void) => {
      listener = next;
    },
    reactions: REACTIONS,
    restUs: 20_000,
    timeoutUs: 5_000_000,
  };
  const samples = await measureReaction({ ...setting, rounds: ROUNDS });
  expect(samples).toHaveLength(2 * ROUNDS);
  expect(samples.every((sample) => sample > 0)).toBe(true);
  expect(opened.commands).toHaveLength(2 * ROUNDS);
  expect(opened.engine.lateness.count).toBeGreaterThan(2 * ROUNDS);
  if (process.env.UNDERSTUDY_PRINT === '1') console.log(summarise(samples), summarise(opened.engine.lateness.values()));
  // The graph has ended: nothing reacts any more.
  await expect(measureReaction({ ...setting, rounds: 1, timeoutUs: 300_000 })).rejects.toThrow('lamp');
});
