/** What is done once is never done again: command ids, sequences, epochs; in memory and over a restart. */
import { LIMITS } from '@understudy/contract';
import { type Case, same } from '../case.ts';
import { BETWEEN, LAMP, STAGE } from '../definitions.ts';
import type { Rig } from '../rig.ts';

const on = (sequence: number, more = {}) => ({ device: 'c_lamp', sequence, id: sequence, op: 'on', ...more });
const noop = (sequence: number, id: number, more = {}) => ({ device: 'c_lamp', sequence, id, ...more });

async function reboot(rig: Rig): Promise<void> {
  await rig.boot(LAMP);
  await rig.link(true);
}

const again: Case = {
  name: 'idempotency: a known command is acknowledged again with its last status, and done once',
  run: async (rig) => {
    await rig.start(LAMP);
    same('first', await rig.command(on(1)), ['ACCEPTED']);
    same('while under way', await rig.command(on(1)), ['ACCEPTED']);
    same('effects', rig.outputs(), []);
    await rig.pass(50);
    same('after its end', await rig.command(on(1)), ['COMPLETED']);
    same('effects', rig.outputs(), []);
    same('once more, as a duplicate', await rig.command(on(1), 2), ['COMPLETED']);
  },
};

const refusedAgain: Case = {
  name: 'idempotency: a refused command is refused again for the same reason, whatever changed',
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    same('forward', await rig.order('c_post', 'forward'), ['ACCEPTED']);
    const reverse = { device: 'c_post', sequence: 7, id: 7, op: 'reverse' };
    same('while it moves', await rig.command(reverse), ['BUSY']);
    same('stop', await rig.order('c_post', 'stop', {}, { sequence: 8 }), ['ACCEPTED', 'BUSY', 'COMPLETED']);
    same('again', await rig.command(reverse), ['BUSY']);
    same('effects', rig.outputs(), []);
  },
};

const sixteen: Case = {
  name: 'idempotency: the last sixteen of a device are remembered, older ones fall to their sequence',
  run: async (rig) => {
    await rig.start(LAMP);
    const { idempotencyEntries: kept } = LIMITS;
    for (let at = 1; at <= kept + 1; at += 1) await rig.command(noop(at, at));
    for (let at = 1; at <= kept + 1; at += 1) {
      same(`command ${at}`, await rig.command(noop(at, at)), [at === 1 ? 'STALE_SEQUENCE' : 'COMPLETED']);
    }
  },
};

const ownDevice: Case = {
  name: 'idempotency: an id and a sequence are of one device alone',
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    same('fog', await rig.command({ device: 'c_fog', sequence: 5, id: 5 }), ['ACCEPTED', 'COMPLETED']);
    same('door', await rig.command({ device: 'c_door', sequence: 4, id: 5 }), ['ACCEPTED', 'COMPLETED']);
  },
};

const sequences: Case = {
  name: 'sequence: strictly rising, up to 2^53 - 1, persisted over a restart',
  run: async (rig) => {
    await rig.start(LAMP);
    same('5', await rig.command(on(5)), ['ACCEPTED']);
    same('5 with another id', await rig.command(noop(5, 100)), ['STALE_SEQUENCE']);
    same('4', await rig.command(noop(4, 101)), ['STALE_SEQUENCE']);
    await reboot(rig);
    same('5 again', await rig.command(on(5)), ['STALE_SEQUENCE']);
    same('effects', rig.outputs(), []);
    same('6', await rig.command(noop(6, 102)), ['ACCEPTED', 'COMPLETED']);
    same('2^32 + 1', await rig.command(noop(2 ** 32 + 1, 103)), ['ACCEPTED', 'COMPLETED']);
    same('2^32', await rig.command(noop(2 ** 32, 104)), ['STALE_SEQUENCE']);
    same('the largest', await rig.command(noop(LIMITS.sequenceMax, 105)), ['ACCEPTED', 'COMPLETED']);
    await reboot(rig);
    same('the largest again', await rig.command(noop(LIMITS.sequenceMax, 106)), ['STALE_SEQUENCE']);
  },
};

const refusedCosts: Case = {
  name: 'sequence: a refused command does not use its sequence up',
  run: async (rig) => {
    await rig.start(LAMP);
    same('refused', await rig.command({ ...on(3), op: 'nonsense' }), ['INVALID_PARAMS']);
    same('same sequence', await rig.command(noop(3, 9)), ['ACCEPTED', 'COMPLETED']);
  },
};

const epochs: Case = {
  name: 'epoch: the highest accepted fences, a higher one restarts sequences, persisted over a restart',
  run: async (rig) => {
    await rig.start(LAMP);
    same('epoch 7', await rig.command(on(5, { epoch: 7 })), ['ACCEPTED']);
    await reboot(rig);
    same('epoch 6', await rig.command(noop(9, 20, { epoch: 6 })), ['STALE_EPOCH']);
    same('no epoch', await rig.command(noop(9, 21)), ['STALE_EPOCH']);
    same('epoch 7 again', await rig.command(on(5, { epoch: 7 })), ['STALE_SEQUENCE']);
    same('epoch 8', await rig.command(noop(1, 22, { epoch: 8 })), ['ACCEPTED', 'COMPLETED']);
    same('epoch 7 now', await rig.command(noop(10, 23, { epoch: 7 })), ['STALE_EPOCH']);
    await reboot(rig);
    same('epoch 7 after a restart', await rig.command(noop(10, 24, { epoch: 7 })), ['STALE_EPOCH']);
  },
};

const epochOfRefused: Case = {
  name: 'epoch: an authentic command sets it even when it is then refused, a forged one never',
  run: async (rig) => {
    await rig.start(LAMP);
    same('forged', await rig.command(noop(1, 1, { epoch: 9, badMac: true })), ['AUTH_INVALID']);
    same('refused', await rig.command({ ...on(1, { epoch: 3 }), op: 'nonsense' }), ['INVALID_PARAMS']);
    same('lower', await rig.command(noop(2, 2, { epoch: 2 })), ['STALE_EPOCH']);
    same('equal', await rig.command(noop(2, 3, { epoch: 3 })), ['ACCEPTED', 'COMPLETED']);
  },
};

export const IDEMPOTENCY_CASES: readonly Case[] = [
  again,
  refusedAgain,
  sixteen,
  ownDevice,
  sequences,
  refusedCosts,
  epochs,
  epochOfRefused,
];
