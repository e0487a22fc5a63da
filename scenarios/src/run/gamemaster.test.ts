/** Who keeps a game going waits as people do, leaves to others what they have in hand, and goes home. */
import type { Room } from '@understudy/contract';
import type { VirtualSession } from '@understudy/twin';
import { expect, it } from 'vitest';
import { Gamemaster } from './gamemaster.ts';
import { type InHand, OperatorConsole } from './operator-console.ts';

const NOTHING: InHand = { reset: () => false, button: () => false, device: () => false };

/** A console that shows this, and notes what is asked. */
function console(entries: Record<string, unknown>, pressed = false) {
  const done: string[] = [];
  const session = {
    process: { up: true },
    startedAtUs: 0,
    world: { plantIds: ['estop_hall'], truth: () => ({ pressed }) },
    engine: { entry: (key: string) => entries[key] ?? null },
    act: (plant: string, action: string) => done.push(`${action} ${plant}`),
    operator: (by: string, { action }: { action: string }) => done.push(`${by} ${action}`),
  } as unknown as VirtualSession;
  return { session, done };
}

const SAFE = { phase: 'running', dispatchEnabled: true, roomSafety: { latched: false, kind: 'SAFE' } };
const LATCHED = { phase: 'paused', dispatchEnabled: false, roomSafety: { latched: true, kind: 'E_STOP' } };

/** Looks as often as it wants for 30 s; returns when the first thing was done, in s. */
function watch(session: VirtualSession, done: string[], inHand = NOTHING, untilS = 1000): number | undefined {
  const room = { graph: { nodes: { riddle: {} } } } as unknown as Room;
  const shift = { fromUs: 0, untilUs: untilS * 1_000_000, seed: 7 };
  const one = new Gamemaster(new OperatorConsole(session, room), ['lamp'], inHand, shift);
  while (one.nextAtUs < 30_000_000) {
    const atUs = one.nextAtUs;
    one.look(atUs, true);
    if (done.length > 0) return atUs / 1_000_000;
  }
  return undefined;
}

it('resets some seconds after a latch, asked by one and confirmed by the other', () => {
  const asks = console({ engine: LATCHED });
  const atS = watch(asks.session, asks.done);
  expect(asks.done).toEqual(['gamemaster REQUEST_SAFETY_RESET']);
  expect(atS).toBeGreaterThanOrEqual(4);
  expect(atS).toBeLessThanOrEqual(16);
  const confirms = console({ engine: LATCHED, reset: { token: 't', requestedBy: 'gamemaster' } });
  watch(confirms.session, confirms.done);
  expect(confirms.done).toEqual(['technician CONFIRM_SAFETY_RESET']);
});

it('lets go of a button first, and gives back what is held by hand', () => {
  const button = console({ engine: LATCHED }, true);
  watch(button.session, button.done);
  expect(button.done).toEqual(['release estop_hall']);
  const held = console({ engine: SAFE, timer: { running: true }, 'device/lamp': { owner: 'manual' } });
  watch(held.session, held.done);
  expect(held.done).toEqual(['gamemaster RELEASE']);
  const stands = { 'node/riddle': { state: 'paused', reason: 'COMMAND_FAILED' } };
  const path = console({ engine: SAFE, timer: { running: true }, ...stands });
  watch(path.session, path.done);
  expect(path.done).toEqual(['gamemaster RESUME_NODE']);
});

it('leaves alone what others have in hand, a game that goes on, and everything after the shift', () => {
  const all: InHand = { reset: () => true, button: () => true, device: () => true };
  const held = { engine: SAFE, timer: { running: true }, 'device/lamp': { owner: 'manual' } };
  for (const { session, done } of [console({ engine: LATCHED }), console({ engine: LATCHED }, true), console(held)]) {
    expect(watch(session, done, all)).toBeUndefined();
  }
  const sound = console({ engine: SAFE, timer: { running: true } });
  expect(watch(sound.session, sound.done)).toBeUndefined();
  const late = console({ engine: LATCHED });
  expect(watch(late.session, late.done, NOTHING, 3)).toBeUndefined();
});
