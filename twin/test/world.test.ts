import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SMALL_ROOM } from '../src/fixtures/small-room.ts';
import { type FirmwareSet, ScriptedPlayer, VirtualSession, World } from '../src/index.ts';
import { firmwareBytes, firmwareFor } from './load-clockwork.ts';
import { randomScript } from './random-script.ts';

const S = 1_000_000;
let firmware: FirmwareSet;
beforeAll(async () => {
  firmware = await firmwareFor(SMALL_ROOM, await firmwareBytes());
});
const world = () => new World({ room: SMALL_ROOM, firmware, seed: 1 });

describe('World', () => {
  it('is powered from the start, with links down and nobody heard', () => {
    const made = world();
    const heard: string[] = [];
    made.listener = { publish: (_controller, topic) => heard.push(topic) };
    expect(made.isPowered(0)).toBe(true);
    made.advance(2 * S);
    expect(made.truth('gate_lock')).toEqual({ energised: true, holding: true });
    expect(heard).toEqual([]);
    made.link(0, true);
    expect(heard[0]).toBe('room/small/controller/box/hello');
  });

  it('tells each reader what changed since its own last visit, and what is moving', () => {
    const made = world();
    made.advance(S);
    const reader = made.changes();
    const read = (from = reader) => {
      const plants: string[] = [];
      from.each((plant) => plants.push(plant));
      return plants;
    };
    expect(read()).toEqual(made.plantIds);
    expect(read()).toEqual([]);
    made.act('egress_hall', 'press', 1000);
    made.advance(1.2 * S);
    expect(read()).toEqual(['gate_lock', 'lever', 'egress_hall']);
    made.act('lever', 'pull', 1);
    expect(read()).toEqual(['lever']);
    made.advance(1.3 * S);
    expect(read()).toEqual(['lever']);
    made.advance(3 * S);
    read();
    expect(read()).toEqual([]);
    expect(read(made.changes())).toEqual(made.plantIds);
  });

  it('keeps quiet between events and never goes back', () => {
    const made = world();
    made.advance(S);
    const next = made.nextEventUs();
    expect(next).toBeGreaterThan(S);
    made.advance(next - 1);
    expect(made.nextEventUs()).toBe(next);
    made.advance(0);
    expect(made.nowUs).toBe(next - 1);
  });

  it('names what does not fit', () => {
    const lacking = { ...firmware, tables: new Map() };
    expect(() => new World({ room: SMALL_ROOM, firmware: lacking, seed: 1 })).toThrow(/box: expected a flash table/);
    const physics = [{ controller: 'box', plants: { odd: { model: 'unicorn', pins: {} } } }];
    const room = { ...SMALL_ROOM, physics };
    expect(() => new World({ room, firmware, seed: 1 })).toThrow(/odd: expected a model of the catalogue, saw unicorn/);
  });

  it('never lets the post pass its limits, whatever is done in the room', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const player = new ScriptedPlayer(randomScript(SMALL_ROOM, seed, 60));
        const session = new VirtualSession(SMALL_ROOM, firmware, { seed, player });
        session.advanceTo(120 * S);
        expect(session.world.truth('post')).toMatchObject({ overtravel: false });
      }),
      { numRuns: 20 },
    );
  });

  it('is sound again after wires that were swapped twice are put right, whichever first', () => {
    for (const inTurn of [true, false]) {
      const made = world();
      const wire = (plant: string, role: string) => ({ plant, role });
      const low = wire('post', 'low');
      const high = wire('post', 'high');
      const bell = wire('bell', 'out');
      made.advance(S);
      const values = () => [low, high, bell].map((end) => made.faults.wire(end));
      const levels = () => [6, 7, 2].map((pin) => made.pinLevel(0, pin));
      const sound = [values(), levels()];
      const mends = [made.faults.cross(low, high, true), made.faults.cross(high, bell, true)];
      expect(levels()).not.toEqual(sound[1]);
      for (const mend of inTurn ? mends : mends.reverse()) mend();
      expect([values(), levels()]).toEqual(sound);
    }
  });
});
