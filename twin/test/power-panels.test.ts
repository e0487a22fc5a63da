/** Clockwork's power panels, its floor and its lights over real firmware: what a rail does to what hangs on it. */
import type { Room } from '@understudy/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FirmwareSet, VirtualSession } from '../src/index.ts';
import { firmwareBytes, firmwareFor, partOfClockwork } from './load-clockwork.ts';

const S = 1_000_000;
const MS = 1000;
const CONTROLLERS = ['power_control_upper_right', 'power_control_lower_right', 'main_lighting', 'floor', 'gun_drawers'];
const [UPPER, LOWER] = CONTROLLERS as [string, string];
let room: Room;
let firmware: FirmwareSet;

beforeAll(async () => {
  room = await partOfClockwork(CONTROLLERS);
  firmware = await firmwareFor(room, await firmwareBytes());
});

function begun() {
  const session = new VirtualSession(room, firmware, { seed: 1 });
  session.advanceTo(3 * S);
  const on = (rail: string) => session.world.truth(`rail_${rail}`)?.on;
  const rails = (controller: string) =>
    Object.keys(room.physics.find((file) => file.controller === controller)?.plants ?? {});
  return {
    session,
    on,
    truth: (plant: string) => ({ ...session.world.truth(plant) }),
    lit: (controller: string) => rails(controller).filter((rail) => session.world.truth(rail)?.on === true),
    rails,
    /** Sends an operation, lets time pass, and tells how the command stands. */
    send: (device: string, op: string, spanUs: number, more: Record<string, number | string | boolean> = {}) => {
      session.operator('test', { action: 'DISPATCH', device, parameters: { op, ...more } });
      session.advance(spanUs);
      const command = session.commands.findLast((one) => one.device === device);
      return command?.status;
    },
  };
}

describe('a power panel', () => {
  it('switches its rails on one after another, and says COMPLETED after the last', () => {
    const { session, send, lit, rails } = begun();
    expect(lit(UPPER)).toEqual([]);
    const counts: number[] = [];
    expect(send(`${UPPER}_controller`, 'all_on', 50 * MS)).not.toBe('COMPLETED');
    for (let step = 0; step < 24; step += 1) {
      counts.push(lit(UPPER).length);
      expect(lit(UPPER)).toEqual(rails(UPPER).slice(0, lit(UPPER).length));
      session.advance(100 * MS);
    }
    expect(counts).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    expect(session.commands.findLast(({ device }) => device === `${UPPER}_controller`)?.status).toBe('COMPLETED');
  });

  it('in an emergency cuts what moves and heats, and keeps light and logic', () => {
    const { send, on, lit } = begun();
    send(`${UPPER}_controller`, 'all_on', 5 * S);
    send(`${LOWER}_controller`, 'all_on', 5 * S);
    expect(send(`${UPPER}_controller`, 'emergency_off', S)).toBe('COMPLETED');
    expect(send(`${LOWER}_controller`, 'emergency_off', S)).toBe('COMPLETED');
    for (const rail of ['syringe_24v', 'chemical_24v', 'fuse_12v', 'floor_24v', 'lab_room_subpanel_24v', 'empty_34']) {
      expect(on(rail), rail).toBe(false);
    }
    for (const rail of ['main_lighting_24v', 'main_lighting_12v', 'main_lighting_5v', 'vault_5v', 'gun_drawers_24v']) {
      expect(on(rail), rail).toBe(true);
    }
    expect(send(`${UPPER}_controller`, 'all_off', S)).toBe('COMPLETED');
    expect(lit(UPPER)).toEqual([]);
  });

  it('does the same when the E-stop opens, and keeps every rail when the engine is gone', () => {
    const { session, send, on, lit, rails } = begun();
    send(`${LOWER}_controller`, 'all_on', 5 * S);
    session.engineLink(false);
    session.advance(30 * S);
    expect(lit(LOWER)).toEqual(rails(LOWER));
    session.act('estop_clock_hall', 'press');
    session.advance(S);
    expect([on('floor_24v'), on('study_room_subpanel_12v'), on('gear_24v')]).toEqual([false, false, false]);
    expect([on('floor_12v'), on('floor_5v'), on('gun_drawers_24v')]).toEqual([true, true, true]);
  });

  it('cannot leave people in the dark: lamps over the ways out shine without their rail', () => {
    const { send, truth } = begun();
    expect(truth('sconces')).toEqual({ level: 0.1 });
    send(`${UPPER}_controller`, 'all_on', 5 * S);
    expect(send('main_lighting_study_lights', 'set_brightness', 2 * S, { brightness: 255 })).toBe('COMPLETED');
    expect(truth('study_lights')).toEqual({ level: 1 });
    send(`${UPPER}_controller`, 'all_off', S);
    expect([truth('study_lights'), truth('boiler_lights')]).toEqual([{ level: 0.1 }, { level: 0.1 }]);
  });
});

describe('what hangs on the rails', () => {
  it('stays shut until its magnet has held, and opens a second after it lets go', () => {
    const { session, send, truth } = begun();
    session.advance(600 * S);
    expect(truth('gun_drawer_bounty')).toEqual({ position: 0, open: false });
    send(`${LOWER}_controller`, 'all_on', 5 * S);
    expect(truth('gun_drawer_bounty_magnet').holding).toBe(true);
    expect(send('gun_drawers_drawer_bounty', 'unlock', S)).toBe('COMPLETED');
    expect(truth('gun_drawer_bounty').open).toBe(false);
    session.advance(S);
    expect(truth('gun_drawer_bounty').open).toBe(true);
    expect(truth('gun_drawer_elegant')).toEqual({ position: 0, open: false });
  });

  it('lights the one strip of the floor that a parameter picks', () => {
    const { send, truth } = begun();
    send(`${LOWER}_controller`, 'all_on', 5 * S);
    expect(send('floor_floor_leds', 'set_strip_color', S, { strip: 5, color: 'red' })).toBe('COMPLETED');
    expect(send('floor_floor_leds', 'set_strip_color', S, { strip: 9, color: 'green' })).toBe('COMPLETED');
    const colors = Array.from({ length: 9 }, (_, index) => {
      const { effect, color } = truth(`floor_strip_${index + 1}`);
      return effect === 1 ? color : 0;
    });
    expect(colors).toEqual([0, 0, 0, 0, 0xff0000, 0, 0, 0, 0x00ff00]);
    expect(send('floor_floor_leds', 'off', S)).toBe('COMPLETED');
    expect([truth('floor_strip_5').effect, truth('floor_strip_9').effect]).toEqual([0, 0]);
  });

  it('opens the drawer to its sensors and closes it again', () => {
    const { send, truth, session } = begun();
    send(`${LOWER}_controller`, 'all_on', 5 * S);
    send('floor_lever_motor', 'open', 9 * S);
    expect(truth('floor_drawer').position).toBeLessThan(1);
    session.advance(2 * S);
    expect(session.commands.findLast(({ device }) => device === 'floor_lever_motor')?.status).toBe('COMPLETED');
    expect(truth('floor_drawer').position).toBeCloseTo(1, 1);
    expect(send('floor_lever_motor', 'close', 11 * S)).toBe('COMPLETED');
    expect(truth('floor_drawer')).toMatchObject({ overtravel: false });
    expect(truth('floor_drawer').position).toBeCloseTo(0, 1);
  });
});
