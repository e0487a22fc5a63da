/** The laboratory's controllers over real firmware: cage doors and their switches, panels, gate, syringes, Vern's machine. */
import type { Room } from '@understudy/contract';
import { StuckInput } from '@understudy/sim-devices';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FirmwareSet, VirtualSession } from '../src/index.ts';
import { firmwareBytes, firmwareFor, partOfClockwork } from './load-clockwork.ts';

const S = 1_000_000;
const CONTROLLERS = [
  'power_control_upper_right',
  'power_control_lower_right',
  'lab_rm_cage_a',
  'lab_rm_cage_b',
  'chemical',
  'syringe',
  'fuse',
  'vern',
];
const DOORS = [
  ['lab_rm_cage_a_door_one', 'cage_door_one'],
  ['lab_rm_cage_a_door_two', 'cage_door_two'],
  ['lab_rm_cage_b_door_three', 'cage_door_three'],
  ['lab_rm_cage_b_door_four', 'cage_door_four'],
  ['lab_rm_cage_b_door_five', 'cage_door_five'],
] as const;
let room: Room;
let firmware: FirmwareSet;

beforeAll(async () => {
  room = await partOfClockwork(CONTROLLERS);
  firmware = await firmwareFor(room, await firmwareBytes());
});

/** The room without its rails, or with them on. */
function begun(railsOn = true) {
  const session = new VirtualSession(room, firmware, { seed: 1 });
  session.advanceTo(3 * S);
  /** Sends an operation, lets time pass, and tells how the command stands. */
  const send = (device: string, op: string, spanUs: number, more: Record<string, number | string | boolean> = {}) => {
    const before = session.commands.length;
    session.operator('test', { action: 'DISPATCH', device, parameters: { op, ...more } });
    session.advance(spanUs);
    // The first since: after a fault the engine sends a stop of its own.
    const command = session.commands.slice(before).find((one) => one.device === device);
    return command?.reason ?? command?.status;
  };
  if (railsOn) {
    for (const panel of CONTROLLERS.slice(0, 2)) send(`${panel}_controller`, 'all_on', 5 * S);
  }
  const index = (controller: string) => room.controllers.findIndex((one) => one.controller === controller);
  return {
    session,
    send,
    truth: (plant: string) => ({ ...session.world.truth(plant) }),
    stick: (controller: string, pin: number, value: number | undefined) =>
      session.world.faults.input(index(controller), pin, value === undefined ? undefined : new StuckInput(value)),
  };
}

describe('a cage door', () => {
  it.each(DOORS)('%s opens and closes within 11 s and stops at its own switches', (device, plant) => {
    const { send, truth } = begun();
    for (const [op, from, to] of [
      ['open', 0.9, 1.05],
      ['close', -0.05, 0.1],
    ] as const) {
      expect(send(device, op, 11 * S)).toBe('COMPLETED');
      const { position, position2, overtravel } = truth(plant);
      for (const at of [position, position2]) {
        expect(at).toBeGreaterThan(from);
        expect(at).toBeLessThan(to);
      }
      expect(overtravel).toBe(false);
    }
  });

  it.each([5, 6])('finds out that one of two open switches (pin %i) is dead, and has not gone past the end', (pin) => {
    const { send, truth, stick } = begun();
    stick('lab_rm_cage_a', pin, 1);
    expect(send('lab_rm_cage_a_door_one', 'open', 14 * S)).toBe('SENSOR_FAULT');
    expect(truth('cage_door_one').overtravel).toBe(false);
  });

  it.each([9, 12])('of two steppers with a dead switch (pin %i) ends by its count of steps', (pin) => {
    const { send, truth, stick } = begun();
    stick('lab_rm_cage_a', pin, 1);
    expect(send('lab_rm_cage_a_door_two', 'open', 16 * S)).toBe('MOTION_TIMEOUT');
    expect(truth('cage_door_two').overtravel).toBe(false);
  });

  it('stops where it is when the E-stop opens or the engine is gone, and without its rail does not move', () => {
    const { session, send, truth } = begun();
    send('lab_rm_cage_b_door_four', 'open', 4 * S);
    session.act('estop_lab', 'press');
    session.advance(S);
    const { position } = truth('cage_door_four');
    session.advance(20 * S);
    expect(truth('cage_door_four').position).toBe(position);
    expect(position).toBeLessThan(0.6);
    const dark = begun(false);
    expect(dark.send('lab_rm_cage_b_door_four', 'open', 16 * S)).toBe('MOTION_TIMEOUT');
    expect(dark.truth('cage_door_four').position).toBe(0);
  });
});

describe('the fuse cabinet', () => {
  it('drops a panel when told, in 0.6 s, and staff can arm it again', () => {
    const { session, send, truth } = begun();
    session.advance(60 * S);
    expect(truth('fuse_panel_c').position).toBe(0);
    expect(send('fuse_maglock_c', 'drop_panel', S)).toBe('COMPLETED');
    expect(truth('fuse_panel_c')).toEqual({ position: 1, open: true });
    expect(send('fuse_maglock_c', 'hold_panel', S)).toBe('COMPLETED');
    expect(session.act('fuse_panel_c', 'close')).toEqual({ ok: true });
    session.advance(3 * S);
    expect(truth('fuse_panel_c').position).toBe(0);
  });

  it('holds its panels and frees its gate in an E-stop; without any rail neither falls', () => {
    const { session, truth } = begun(false);
    session.advance(60 * S);
    const at = () => ['fuse_panel_b', 'fuse_panel_c', 'fuse_panel_d', 'crawlspace_gate'].map((id) => truth(id).open);
    expect(at()).toEqual([false, false, false, false]);
    session.act('estop_entry', 'press');
    session.advance(2 * S);
    expect(at()).toEqual([false, false, false, true]);
  });

  it('frees its gate when the engine is gone, and keeps its panels', () => {
    const { session, truth } = begun();
    session.engineLink(false);
    session.advance(20 * S);
    expect([truth('fuse_panel_b').open, truth('crawlspace_gate').open]).toEqual([false, true]);
  });
});

describe('syringes, chemicals and Vern', () => {
  it('has the head up and the forge back at boot, and moves both on command', () => {
    const { send, truth } = begun();
    expect([truth('syringe_head').position, truth('forge').position]).toEqual([1, 0]);
    expect(send('syringe_main_actuator', 'down', 9 * S)).toBe('COMPLETED');
    expect(send('syringe_forge_actuator', 'extend', 9 * S)).toBe('COMPLETED');
    expect([truth('syringe_head').position, truth('forge').position]).toEqual([0, 1]);
  });

  it('opens the chest only when its magnets let go', () => {
    const { session, send, truth } = begun();
    expect(session.act('chemical_chest', 'open')).toMatchObject({ ok: false });
    expect(send('chemical_chest_maglocks', 'unlock', S)).toBe('COMPLETED');
    expect(session.act('chemical_chest', 'open')).toEqual({ ok: true });
    session.advance(2 * S);
    expect(truth('chemical_chest').open).toBe(true);
  });

  it('feeds an output of Vern only behind its main switch, and drops all without the engine', () => {
    const { session, send, truth } = begun();
    send('vern_output_three', 'set', S, { on: true });
    expect(truth('vern_output_three').on).toBe(false);
    send('vern_power_switch', 'set', S, { on: true });
    expect(truth('vern_output_three').on).toBe(true);
    session.engineLink(false);
    session.advance(20 * S);
    expect([truth('vern_output_three').on, truth('vern_power').on]).toEqual([false, false]);
  });
});
