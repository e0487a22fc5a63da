import { checkRoom } from '@understudy/contract';
import { CIRCUIT_MODELS, MODELS } from '@understudy/sim-devices';
import { beforeAll, describe, expect, it } from 'vitest';
import { SMALL_ROOM, SMALL_SCRIPT } from '../src/fixtures/small-room.ts';
import { type FirmwareSet, type LinkFault, runVirtual, ScriptedPlayer, VirtualSession } from '../src/index.ts';
import { firmwareBytes, firmwareFor } from './load-clockwork.ts';

let firmware: FirmwareSet;
beforeAll(async () => {
  firmware = await firmwareFor(SMALL_ROOM, await firmwareBytes());
});

const S = 1_000_000;
const play = (seed: number, options = {}) =>
  runVirtual(SMALL_ROOM, firmware, { seed, player: new ScriptedPlayer(SMALL_SCRIPT), ...options });

/** A running game of the small room, 3 s after power-on. */
function running(seed = 1): VirtualSession {
  const session = new VirtualSession(SMALL_ROOM, firmware, { seed });
  session.advanceTo(3 * S);
  expect(session.startedAtUs).toBeLessThan(3 * S);
  return session;
}

/** Plays to the point where the post is on its way up. */
function withPostRising(): VirtualSession {
  const session = running();
  session.act('bell', 'press');
  session.advance(2 * S);
  session.act('lever', 'pull', 1);
  session.advance(2 * S);
  expect(Number(session.world.truth('post')?.speed)).toBeGreaterThan(0);
  return session;
}

describe('a game of the small room with real firmware', () => {
  it('is a room without problems', () => {
    expect(checkRoom(SMALL_ROOM, { plants: MODELS, circuits: CIRCUIT_MODELS })).toEqual([]);
  });

  it('is won by the script, every command completed', () => {
    const result = play(1);
    expect(result.outcome).toBe('won');
    expect(result.commands.map(({ device, op, status }) => [device, op, status])).toEqual([
      ['box_gate', 'unlock', 'COMPLETED'],
      ['box_post', 'up', 'COMPLETED'],
      ['box_post', 'lamp_on', 'COMPLETED'],
    ]);
    // Lever at 9 s, 4 s of travel and the ramp, from a start near 1.3 s.
    expect(result.gameSeconds).toBeGreaterThan(11);
    expect(result.gameSeconds).toBeLessThan(14);
  });

  it('has one result a seed', () => {
    const [first, again, other] = [play(1), play(1), play(2)];
    expect(again).toEqual(first);
    expect(other.hash).not.toBe(first.hash);
  });

  it('does not depend on how a run is cut into steps', () => {
    const whole = new VirtualSession(SMALL_ROOM, firmware, { seed: 5, player: new ScriptedPlayer(SMALL_SCRIPT) });
    whole.advanceTo(8 * S);
    const pieces = new VirtualSession(SMALL_ROOM, firmware, { seed: 5, player: new ScriptedPlayer(SMALL_SCRIPT) });
    for (let piece = 0; piece < 8000; piece += 7) {
      pieces.advanceTo(piece * 1000);
      pieces.world.truths();
    }
    pieces.advanceTo(8 * S);
    expect(pieces.hash()).toBe(whole.hash());
  });

  it('tells apart two runs that differ in one act', () => {
    const later = SMALL_SCRIPT.map((act) => ({ ...act, atMs: act.atMs + 1 }));
    expect(play(1, { player: new ScriptedPlayer(later) }).hash).not.toBe(play(1).hash);
  });

  it('journals every engine step with its inputs', () => {
    let inputs = 0;
    let lastUs = -1;
    play(1, {
      journal: (atUs: number, taken: readonly unknown[]) => {
        expect(atUs % 1000).toBe(0);
        expect(atUs).toBeGreaterThan(lastUs);
        lastUs = atUs;
        inputs += taken.length;
      },
    });
    expect(inputs).toBeGreaterThan(20);
  });

  it('ends as timeout when nobody plays, and as not started when a controller is silent', () => {
    expect(runVirtual(SMALL_ROOM, firmware, { seed: 1, maxGameMs: 5000 })).toMatchObject({
      outcome: 'timeout',
      gameSeconds: 5,
    });
    const late: LinkFault = (hop) => {
      if (hop.client === 1) hop.delayUs += 100 * S;
    };
    expect(runVirtual(SMALL_ROOM, firmware, { seed: 1, network: { faults: [late] } }).outcome).toBe('not_started');
  });

  it('plays on across the wrap of the controllers’ ms clock', () => {
    expect(play(1, { clockOffsetMs: 2 ** 32 - 6000 }).outcome).toBe('won');
  });

  it('executes a duplicated command once', () => {
    const twice: LinkFault = (hop) => {
      if (!hop.toBroker) hop.copyAfterUs = 0;
    };
    const result = play(1, { network: { faults: [twice] } });
    expect(result.outcome).toBe('won');
    expect(result.commands.every(({ status }) => status === 'COMPLETED')).toBe(true);
  });
});

describe('hardwired circuits', () => {
  it('drop the power of a moving post with its controller hung and the engine cut off', () => {
    const session = withPostRising();
    session.world.hang(0, true);
    session.engineLink(false);
    session.act('estop_hall', 'press');
    session.advance(19_000);
    expect(session.world.truth('post')?.powered).toBe(true);
    session.advance(1000);
    expect(session.world.truth('post')?.powered).toBe(false);
    session.advance(S);
    const { position, speed } = session.world.truth('post') ?? {};
    expect(speed).toBe(0);
    session.advance(20 * S);
    expect(session.world.truth('post')?.position).toBe(position);
    // The lock that is a way out lets go by the E-stop too.
    expect(session.world.truth('gate_lock')).toMatchObject({ energised: false, holding: false });
  });

  it('release the lock by its button with every processor dead, and hold again afterwards', () => {
    const session = running();
    expect(session.world.truth('gate_lock')?.holding).toBe(true);
    session.world.hang(0, true);
    session.act('egress_hall', 'press', 2000);
    session.advance(50_000 + 60_000);
    expect(session.world.truth('gate_lock')).toMatchObject({ energised: false, holding: false });
    session.advance(3 * S);
    expect(session.world.truth('gate_lock')?.holding).toBe(true);
  });

  it('are seen by the firmware, which latches and stops the post itself', () => {
    const session = withPostRising();
    session.act('estop_hall', 'press');
    session.advance(S);
    session.act('estop_hall', 'release');
    session.advance(5 * S);
    const { position } = session.world.truth('post') ?? {};
    session.advance(10 * S);
    // Power is back, and nothing moves by itself.
    expect(session.world.truth('post')).toMatchObject({ powered: true, position, speed: 0 });
  });
});

describe('power and links', () => {
  it('float the outputs of a controller without power, and tell its last will', () => {
    const wills: string[] = [];
    const monitor = {
      message: (_atUs: number, _from: string, topic: string, payload: string) => {
        if (topic.endsWith('/presence') && payload.includes('OFFLINE')) wills.push(topic);
      },
      finish: () => [],
    };
    const session = new VirtualSession(SMALL_ROOM, firmware, { seed: 1, monitor });
    session.advanceTo(3 * S);
    session.power('box', false);
    session.advance(S);
    expect(session.world.truth('gate_lock')?.holding).toBe(false);
    expect(session.world.pinLevel(0, 3)).toBe(-1);
    session.advance(S);
    expect(wills).toEqual(['room/small/controller/box/presence']);
    session.power('box', true, 3);
    session.advance(2 * S);
    expect(session.world.isLinked(0)).toBe(true);
    expect(session.world.truth('gate_lock')?.holding).toBe(true);
  });

  it('play on after the engine was cut off for a while, once dispatch is resumed', () => {
    const session = running();
    session.engineLink(false);
    session.advance(20 * S);
    session.engineLink(true);
    session.advance(2 * S);
    session.operator('test', { action: 'RESUME_DISPATCH' });
    session.advance(S);
    session.act('bell', 'press');
    session.advance(2 * S);
    expect(session.commands.at(-1)).toMatchObject({ op: 'unlock', status: 'COMPLETED' });
  });

  it('refuses acts that no prop takes, changing nothing', () => {
    const session = running();
    const before = session.world.revision;
    expect(session.act('nothing', 'press')).toMatchObject({ ok: false, reason: 'UNKNOWN_PLANT' });
    expect(session.act('bell', 'pull')).toMatchObject({ ok: false, reason: 'UNKNOWN_ACTION' });
    expect(session.act('lever', 'pull', 2)).toMatchObject({ ok: false, reason: 'BAD_VALUE' });
    expect(session.act('lever', 'pull', Number.NaN)).toMatchObject({ ok: false, reason: 'BAD_VALUE' });
    expect(session.act('lever', 'pull', 1)).toMatchObject({ ok: false, reason: 'BLOCKED' });
    expect(session.world.revision).toBe(before);
  });
});
