/** After a game the reset brings every device back to where the next one can begin. */
import { VirtualSession } from '@understudy/twin';
import { expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { createPlayer, firmwareSet, notReadyIn, resetRoom } from '../src/index.ts';

/** Longer than the solver needs, in µs. */
const GAME_US = 4_000_000_000;

it('a played room is reset by its own data, every device of it', async () => {
  const room = await loadClockwork();
  const module = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
  const { ready } = room;
  if (ready === undefined) throw new Error('expected a ready.yaml, seen none');
  const devices = room.controllers.flatMap(({ devices }) => Object.keys(devices));
  expect(Object.keys(ready.devices)).toHaveLength(devices.length);
  const session = new VirtualSession(room, firmwareSet(room, module, 1), {
    seed: 1,
    observe: true,
    player: createPlayer(room, 'solver', 1),
  });
  session.advanceTo(GAME_US);
  expect(session.outcome).toBe('won');
  expect(notReadyIn(session, ready).length).toBeGreaterThan(100);
  expect(resetRoom(session, ready)).toEqual([]);
  expect(notReadyIn(session, ready)).toEqual([]);
}, 60_000);
