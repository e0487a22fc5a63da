/** E-stop in the middle of a motion: it stops, nothing starts again by itself, and two people bring the game to its end. */
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import { VirtualSession } from '@understudy/twin';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { createPlayer, firmwareSet, invariantsFor, Watch } from '../src/index.ts';

const SECOND_US = 1_000_000;

let room: Room;
let firmware: FirmwareModule;

beforeAll(async () => {
  room = await loadClockwork();
  firmware = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
});

/** Runs on until `seen`, at most an hour of the room's time. */
function runUntil(session: VirtualSession, seen: () => boolean): void {
  const limitUs = session.nowUs + 3600 * SECOND_US;
  while (!seen() && session.outcome === undefined && session.nowUs < limitUs) session.advance(SECOND_US / 10);
}

const view = (session: VirtualSession, key: string) =>
  session.engine.view().get(key) as Readonly<Record<string, unknown>> | undefined;

/** What the engine's people do: one asks, another confirms, and dispatch goes on. */
function resetSafety(session: VirtualSession): void {
  session.operator('anna', { action: 'REQUEST_SAFETY_RESET' });
  session.advance(SECOND_US);
  const token = view(session, 'reset')?.token;
  expect(token).toBeTypeOf('string');
  session.operator('ben', { action: 'CONFIRM_SAFETY_RESET', token: String(token) });
  session.advance(5 * SECOND_US);
}

const positionOf = (session: VirtualSession, plant: string) => Number(session.world.truth(plant)?.position);

describe('an E-stop', () => {
  // One instant in each part of the game: what an E-stop takes there, the caretaker gives back.
  it.each([20, 290, 560, 650, 740, 1100, 1370, 1460, 1700, 2000])('at %i s ends no game', (seconds) => {
    const watch = new Watch(invariantsFor(room));
    const session = new VirtualSession(room, firmwareSet(room, firmware, 3), {
      seed: 3,
      player: createPlayer(room, 'solver', 3),
      monitor: watch,
    });
    session.advanceTo(seconds * SECOND_US);
    session.act('estop_study', 'press');
    session.advance(2 * SECOND_US);
    session.act('estop_study', 'release');
    session.advance(10 * SECOND_US);
    resetSafety(session);
    session.operator('anna', { action: 'RESUME_DISPATCH' });
    runUntil(session, () => false);
    expect(session.outcome).toBe('won');
    expect(watch.finish(session.nowUs)).toEqual([]);
  });

  it.each([
    ['tv_lift', 'estop_entry'],
    ['newell_post', 'estop_study'],
    ['lab_door_left', 'estop_lab'],
    ['hoist', 'estop_clock_hall'],
  ])('stops %s in its way; after a reset by two people the game is won', (plant, button) => {
    const watch = new Watch(invariantsFor(room));
    const session = new VirtualSession(room, firmwareSet(room, firmware, 3), {
      seed: 3,
      player: createPlayer(room, 'solver', 3),
      monitor: watch,
    });
    runUntil(session, () => {
      const truth = session.world.truth(plant);
      return Number(truth?.speed) !== 0 && Number(truth?.position) > 0.3 && Number(truth?.position) < 0.7;
    });
    session.act(button, 'press');
    session.advance(2 * SECOND_US);
    const stoppedAt = positionOf(session, plant);
    expect(session.world.truth(plant)?.speed).toBe(0);
    expect(stoppedAt).toBeGreaterThan(0.1);
    expect(stoppedAt).toBeLessThan(0.9);
    session.act(button, 'release');
    session.advance(30 * SECOND_US);
    expect(view(session, 'engine')?.pausedReason).toBe('SAFETY_LATCHED');
    resetSafety(session);
    expect(view(session, 'engine')?.roomSafety).toEqual({ kind: 'SAFE', latched: false });
    expect(positionOf(session, plant)).toBe(stoppedAt);
    session.operator('anna', { action: 'RESUME_DISPATCH' });
    runUntil(session, () => false);
    expect(session.outcome).toBe('won');
    expect(watch.finish(session.nowUs)).toEqual([]);
  });
});
