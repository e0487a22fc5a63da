/** The monitors prove themselves: defects planted in the room are seen, and an E-stop in a sound room is not a defect. */
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import { type Player, runVirtual } from '@understudy/twin';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { createPlayer, firmwareSet, invariantsFor, playGame, Watch } from '../src/index.ts';

const SECOND_US = 1_000_000;

let room: Room;
let firmware: FirmwareModule;

beforeAll(async () => {
  room = await loadClockwork();
  firmware = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
});

/** Presses one button at one instant, and does nothing else. */
function presser(plant: string, atUs: number): Player {
  let done = false;
  return {
    look(nowUs, view) {
      if (!done && nowUs >= atUs) done = view.act(plant, 'press').ok;
      return done ? Number.POSITIVE_INFINITY : atUs;
    },
  };
}

/** The room with one param of one plant changed. */
function withParam(plant: string, param: string, value: number): Room {
  const copy = structuredClone(room);
  const found = copy.physics.map(({ plants }) => plants[plant]).find((definition) => definition !== undefined);
  if (found === undefined) throw new Error(`no plant ${plant}`);
  found.params = { ...found.params, [param]: value };
  return copy;
}

const brokenIn = (played: Room, player: Player, maxGameMs: number) =>
  playGame(played, firmware, { seed: 5, player, virtual: { maxGameMs } }).violations.map(({ invariant }) =>
    Number.parseInt(invariant, 10),
  );

describe('monitors', () => {
  it.each(['estop_entry', 'egress_exit'])('see that %s does not free an exit without its spring', (button) => {
    const jammed = withParam('exit_door_bolt', 'springReturnMs', 0);
    expect(brokenIn(jammed, presser(button, 30 * SECOND_US), 60_000)).toEqual([2]);
    expect(brokenIn(room, presser(button, 30 * SECOND_US), 60_000)).toEqual([]);
  });

  it('see a maglock of the study door that is slow to let go', () => {
    const slow = withParam('study_door_maglocks', 'releaseMs', 400);
    expect(brokenIn(slow, presser('egress_study', 30 * SECOND_US), 60_000)).toEqual([2]);
  });

  it('see a laser that the E-stop does not put out', () => {
    const live = structuredClone(room);
    const relay = live.controllers.find(({ controller }) => controller === 'clock')?.devices.laser_light?.units.relay;
    const laser = live.physics.find(({ controller }) => controller === 'clock')?.plants.laser;
    if (relay === undefined || laser === undefined) throw new Error('no laser');
    relay.params = { safeOn: 1 };
    laser.estop = false;
    const { violations } = runVirtual(live, firmwareSet(live, firmware, 5), {
      seed: 5,
      player: presser('estop_lab', 8 * SECOND_US),
      monitor: new Watch(invariantsFor(room)),
      maxGameMs: 20_000,
    });
    expect(violations.map(({ invariant }) => Number.parseInt(invariant, 10))).toContain(1);
  });

  it('see laser and blacklight together when the engine does not know that they exclude each other', () => {
    const bare = structuredClone(room);
    delete (bare.rules as { exclusive?: unknown }).exclusive;
    for (const id of ['laser_lit_no_blacklight', 'clock_blacklight_lit', 'study_blacklights_lit']) {
      delete bare.rules.interlocks[id];
    }
    const blacklight = bare.graph.nodes.blacklight_off;
    if (blacklight?.kind === 'DISPATCH') blacklight.parameters = { op: 'on' };
    const { violations } = runVirtual(bare, firmwareSet(bare, firmware, 1), {
      seed: 1,
      player: createPlayer(room, 'solver', 1),
      monitor: new Watch(invariantsFor(room)),
    });
    expect(violations.map(({ invariant }) => Number.parseInt(invariant, 10))).toContain(12);
  });
});
