/** Rails of a power panel: what they feed has power while they have. */
import type { PlantDefinition, Room } from '@understudy/contract';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { RAILED_ROOM } from '../src/fixtures/railed-room.ts';
import { SMALL_SCRIPT } from '../src/fixtures/small-room.ts';
import { type FirmwareSet, ScriptedPlayer, VirtualSession, World } from '../src/index.ts';
import { firmwareBytes, firmwareFor } from './load-clockwork.ts';

const S = 1_000_000;
const PANEL = 1;
let firmware: FirmwareSet;
beforeAll(async () => {
  firmware = await firmwareFor(RAILED_ROOM, await firmwareBytes());
});
const world = (room: Room = RAILED_ROOM) => new World({ room, firmware, seed: 1 });

describe('a supply', () => {
  it('feeds a chain of loads and what hangs on it once every relay has closed, and lets go of all at once', () => {
    const made = world();
    expect([made.truth('mains'), made.truth('branch'), made.truth('post')?.powered]).toEqual([
      { on: false },
      { on: false },
      false,
    ]);
    made.advance(19_999);
    expect(made.truth('branch')).toEqual({ on: false });
    made.advance(20_000);
    expect([made.truth('mains'), made.truth('branch'), made.truth('post')?.powered]).toEqual([
      { on: true },
      { on: true },
      true,
    ]);
    made.advance(S);
    expect(made.truth('gate_lock')).toEqual({ energised: true, holding: true });
    made.power(PANEL, false);
    made.advance(S + 20_000);
    expect([made.truth('branch'), made.truth('post')?.powered]).toEqual([{ on: false }, false]);
    expect(made.truth('gate_lock')).toEqual({ energised: false, holding: true });
    made.advance(S + 80_000);
    expect(made.truth('gate_lock')).toEqual({ energised: false, holding: false });
    expect(made.act('lever', 'pull')).toEqual({ ok: true });
  });

  it('is one of two that must both be there, in whatever order they go and come', () => {
    const made = world();
    const powered = () => made.truth('post')?.powered;
    const steps: readonly [act: () => unknown, powered: boolean][] = [
      [() => made.act('estop_hall', 'press'), false],
      [() => made.power(PANEL, false), false],
      [() => made.act('estop_hall', 'release'), false],
      [() => made.power(PANEL, true), true],
      [() => made.power(PANEL, false), false],
      [() => made.act('estop_hall', 'press'), false],
      [() => made.power(PANEL, true), false],
      [() => made.act('estop_hall', 'release'), true],
    ];
    made.advance(S);
    expect(powered()).toBe(true);
    for (const [index, [act, expected]] of steps.entries()) {
      act();
      made.advance(made.nowUs + 0.2 * S);
      expect([index, powered()]).toEqual([index, expected]);
    }
  });

  it('does not take the place of the release button', () => {
    const made = world();
    made.advance(S);
    made.act('egress_hall', 'press', 2000);
    made.advance(1.2 * S);
    expect([made.truth('branch'), made.truth('gate_lock')]).toEqual([
      { on: true },
      { energised: false, holding: false },
    ]);
    made.advance(4 * S);
    expect(made.truth('gate_lock')).toEqual({ energised: true, holding: true });
  });

  it('tells whoever listens what changed', () => {
    const made = world();
    made.advance(S);
    const reader = made.changes();
    reader.each(() => undefined);
    made.power(PANEL, false);
    made.advance(1.2 * S);
    const told: string[] = [];
    reader.each((plant) => told.push(plant));
    expect(told).toEqual(['gate_lock', 'lever', 'post', 'branch', 'mains']);
  });

  it('gone in the middle of a motion, lets it run out, and never past its limits', () => {
    const player = new ScriptedPlayer(SMALL_SCRIPT);
    const session = new VirtualSession(RAILED_ROOM, firmware, { seed: 1, player });
    session.advanceTo(11 * S);
    expect(session.world.truth('post')?.speed).toBeCloseTo(0.25, 6);
    session.power('panel', false);
    session.advance(0.5 * S);
    const halted = session.world.truth('post');
    expect(halted).toMatchObject({ speed: 0, powered: false, overtravel: false });
    const { position } = { ...halted };
    expect(position).toBeLessThan(1);
    session.advance(20 * S);
    expect(session.world.truth('post')).toMatchObject({ position, speed: 0 });
    const raise = session.commands.find(({ op }) => op === 'up');
    expect(raise).toMatchObject({ status: 'FAILED', reason: 'MOTION_TIMEOUT' });
  });

  it('gives the same truths in whatever order the plants stand', () => {
    const truthsOf = (room: Room) => {
      const made = world(room);
      const at = [0.05, 1, 1.3, 2, 3].map((seconds) => {
        made.advance(seconds * S);
        if (seconds === 1) made.power(PANEL, false);
        if (seconds === 1.3) made.act('estop_hall', 'press');
        if (seconds === 2) made.power(PANEL, true);
        const truths = [...made.truths()].map(([id, truth]) => [id, { ...truth }] as const);
        return truths.sort(([left], [right]) => (left < right ? -1 : 1));
      });
      return at;
    };
    const expected = truthsOf(RAILED_ROOM);
    const shuffled = RAILED_ROOM.physics.map(({ plants }) => {
      const entries: readonly (readonly [string, PlantDefinition])[] = Object.entries(plants);
      return fc.shuffledSubarray([...entries], { minLength: entries.length });
    });
    fc.assert(
      fc.property(fc.tuple(...shuffled), fc.boolean(), (orders, panelFirst) => {
        const physics = RAILED_ROOM.physics.map(({ controller }, index) => ({
          controller,
          plants: Object.fromEntries(orders[index] ?? []),
        }));
        expect(truthsOf({ ...RAILED_ROOM, physics: panelFirst ? physics.reverse() : physics })).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('must be a load of the room', () => {
    const physics = [{ controller: 'box', plants: { lamp: { model: 'load', pins: { out: 8 }, supply: 'bell' } } }];
    expect(() => world({ ...RAILED_ROOM, physics })).toThrow(/lamp: expected a load of the room as supply, saw bell/);
  });
});
