/** The same games every time: what was saved in the middle of one goes on as if nothing had happened. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bench, ESTOP_LATCHED, OPTIONS } from '../../test/fixtures/bench.ts';
import { act, anyRoom, steps } from '../../test/fixtures/random-game.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';
import { createEngine, restoreEngine } from '../engine.ts';

const GAMES = 6;
const SEED = 20_261_121;

/** Plays the steps of a bench to `cut`, saves, and compares the rest of both engines step by step. */
function goesOn(bench: Bench, room: Parameters<typeof createEngine>[0], cut: number): void {
  const first = createEngine(room, OPTIONS);
  for (const [atUs, inputs] of bench.steps.slice(0, cut)) first.step(atUs, inputs);
  const second = restoreEngine(room, OPTIONS, first.snapshot());
  expect(second.snapshot()).toBe(first.snapshot());
  for (const [atUs, inputs] of bench.steps.slice(cut)) {
    expect([...second.step(atUs, inputs)]).toEqual([...first.step(atUs, inputs)]);
    expect(second.nextDeadlineUs()).toBe(first.nextDeadlineUs());
  }
  expect(second.snapshot()).toBe(first.snapshot());
}

describe('a restored engine goes on as the first would have', () => {
  const games = fc.sample(steps, { seed: SEED, numRuns: GAMES });

  test.each(games.map((game, number) => ({ game, number })))('in game $number', ({ game }) => {
    const bench = new Bench(anyRoom).online();
    for (const action of game) act(bench, action);
    for (const part of [0.3, 0.6, 0.9]) goesOn(bench, anyRoom, Math.floor(part * bench.steps.length));
  });

  test('in the middle of commands in flight, indeterminate, queued, by hand, of a latch and its reset', () => {
    const lamp = (op: string) => ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op } }) as const;
    const room = smallRoom(
      {
        on: lamp('on'),
        off: lamp('off'),
        scene: { ...lamp('set'), parameters: { op: 'set', on: true }, layer: 'scene' },
      },
      { start: ['on', 'off', 'scene'] },
    );
    const bench = new Bench(room);
    bench.answers.set('cellar_lamp', ['ACCEPTED']);
    bench.answers.set('attic_bell', []);
    bench.started();
    bench.operator({ action: 'DISPATCH', device: 'attic_bell', parameters: { op: 'on' } });
    bench.advance(7000);
    bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'off' } });
    bench.operator({ action: 'PAUSE_DISPATCH' });
    bench.operator({ action: 'RESUME_DISPATCH' });
    bench.operator({ action: 'RELEASE', device: 'cellar_lamp' });
    bench.state('cellar_lever', {}, ESTOP_LATCHED);
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    bench.answers.set('cellar_lever reset_safety', ['REJECTED SAFETY_BLOCKED']);
    const token = String(bench.view('reset')?.token);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token }, 'ben');
    bench.advance(30_000);
    for (let cut = 1; cut < bench.steps.length; cut += 5) goesOn(bench, room, cut);
  });
});
