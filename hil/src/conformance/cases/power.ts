/** Storage that fails: power that goes in the middle of any write, and writes that are refused. */
import { type Case, must, same } from '../case.ts';
import { BETWEEN, ESTOP, FOG, STAGE } from '../definitions.ts';
import type { Order } from '../order.ts';
import type { Rig } from '../rig.ts';

const EARLY = 2 ** 32 - 1;
const LATE = 2 ** 32;

const start = (rig: Rig): Promise<void> => rig.start(STAGE, BETWEEN);

/** A game's worth of writes; numbers whose halves differ, so that half a write shows. Each may be the last of the power. */
const STORY: readonly (Order | ((rig: Rig) => Promise<void>))[] = [
  start,
  { device: 'c_fog', sequence: 255, id: 1, op: 'on', epoch: EARLY },
  { device: 'c_fog', sequence: 256, id: 2, op: 'off', epoch: EARLY },
  { device: 'c_door', sequence: 2 ** 32, id: 3, op: 'unlock', epoch: EARLY },
  { device: 'c_fog', sequence: 1, id: 4, op: 'on', epoch: LATE },
  { device: 'c_door', sequence: 1, id: 5, op: 'lock', epoch: LATE },
  (rig) => rig.set(ESTOP, 0),
  (rig) => rig.set(ESTOP, 1),
  { device: 'c_fog', sequence: 2, id: 6, op: 'reset_safety', epoch: LATE },
  { device: 'c_fog', sequence: 3, id: 7, op: 'off', epoch: LATE },
];

/** What the controller was told, and what it answered before its power went. */
interface Known {
  readonly sent: Order[];
  readonly accepted: Order[];
  /** Whether it last said that the E-stop is latched; undefined: it said nothing. */
  latched: boolean | undefined;
}

/** Plays the story until the power goes. With the link up, a living controller always wants to run again. */
async function play(rig: Rig): Promise<{ known: Known; cut: boolean }> {
  const known: Known = { sent: [], accepted: [], latched: undefined };
  for (const part of STORY) {
    rig.forget();
    if (typeof part === 'function') await part(rig);
    else {
      known.sent.push(part);
      await rig.place(part);
      if (rig.acks().includes('ACCEPTED')) known.accepted.push(part);
    }
    const safety = rig.of('c_fog/state').at(-1)?.safety_state as { latched: boolean } | undefined;
    if (safety !== undefined) known.latched = safety.latched;
    if (rig.dueAtMs === undefined) return { known, cut: true };
  }
  return { known, cut: false };
}

/** After the cut: nothing half-written is believed, what was told is kept, and the room can be played on. */
async function checkKept(rig: Rig, known: Known, what: string): Promise<void> {
  rig.forget();
  await start(rig);
  const last = known.sent.at(-1);
  const latched = JSON.stringify(rig.safety('c_fog')).includes('"latched":true');
  // A reset that was under way may have come through or not; nobody was told that it did.
  if (known.latched === true && last?.op !== 'reset_safety')
    must(`${what}: a latch that was told`, latched, 'kept', rig.safety('c_fog'));
  if (known.latched === false && last?.op === 'off' && last.epoch === LATE) {
    must(`${what}: a reset that was told`, !latched, 'kept', rig.safety('c_fog'));
  }
  for (const order of known.accepted) {
    const [ack] = await rig.command({ ...order, id: order.id + 100 });
    must(
      `${what}: command ${order.id}, accepted before`,
      ack === 'STALE_SEQUENCE' || ack === 'STALE_EPOCH',
      'stale',
      ack,
    );
    same(`${what}: effects`, rig.outputs(), []);
  }
  const top = known.accepted.at(-1)?.epoch;
  if (top !== undefined) {
    const older = { device: 'c_glow', sequence: 9, id: 200, epoch: top - 1 };
    same(`${what}: an epoch below one accepted`, await rig.command(older), ['STALE_EPOCH']);
  }
  await playOn(rig, last, what);
}

/** The engine that was in control goes on with its next numbers; nothing that it may do is lost to the cut. */
async function playOn(rig: Rig, last: Order | undefined, what: string): Promise<void> {
  const epoch = last?.epoch ?? 1;
  for (const device of ['c_fog', 'c_door']) {
    const sent = STORY.filter((part) => typeof part !== 'function' && part.device === device && part.epoch === epoch);
    const sequence = 1 + Math.max(0, ...sent.map((part) => ('sequence' in part ? part.sequence : 0)));
    const reset = { device, sequence, id: 300 + sequence, op: 'reset_safety', epoch };
    same(`${what}: ${device} goes on`, await rig.command(reset), ['ACCEPTED', 'COMPLETED']);
  }
  same(`${what}: safety then`, rig.safety('c_fog'), { kind: 'SAFE', latched: false });
  const on = { device: 'c_fog', sequence: 1, id: 400, op: 'on', epoch: epoch + 1 };
  same(`${what}: the next engine`, await rig.command(on), ['ACCEPTED']);
  same(`${what}: fog`, rig.level(FOG), 1);
}

const cuts: Case = {
  name: 'power: cut in the middle of any write, nothing half-written is believed and what was told is kept',
  run: async (rig) => {
    for (let write = 1; ; write += 1) {
      rig.erase();
      rig.cutPower(write);
      const { known, cut } = await play(rig);
      if (!cut) return must('writes', write > 10, 'more than 10 to cut', write);
      await checkKept(rig, known, `cut in write ${write}`);
    }
  },
};

const refusedWrites: Case = {
  name: 'power: a store that refuses is told as INTERNAL_ERROR, and the safe side is kept in memory',
  run: async (rig) => {
    await start(rig);
    rig.failWrites(1);
    same('order', await rig.order('c_fog', 'on'), ['ACCEPTED']);
    rig.forget();
    await rig.pass(1000);
    same('heartbeat', rig.of('/heartbeat')[0]?.last_error, 'INTERNAL_ERROR');
    rig.failWrites(1);
    await rig.set(ESTOP, 0);
    same('fog', rig.level(FOG), 0);
    await rig.set(ESTOP, 1);
    same('still latched', await rig.order('c_fog', 'on'), ['SAFETY_BLOCKED']);
  },
};

const newBoard: Case = {
  name: 'power: a latch torn when a new board wrote it first counts as set',
  run: async (rig) => {
    rig.cutPower(2);
    await rig.start(STAGE, BETWEEN);
    await start(rig);
    same('safety', rig.safety('c_fog'), { kind: 'E_STOP', reason_code: 'ESTOP_LATCHED', latched: true });
    same('reset', await rig.order('c_fog', 'reset_safety'), ['ACCEPTED', 'COMPLETED']);
  },
};

export const POWER_CASES: readonly Case[] = [cuts, refusedWrites, newBoard];
