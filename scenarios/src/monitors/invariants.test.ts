import type { Truth } from '@understudy/sim-devices';
import { describe, expect, it } from 'vitest';
import { SMALL_ROOM } from '../fixtures/small-room.ts';
import type { Invariant } from './invariant.ts';
import { invariantsFor } from './invariants-for.ts';
import { Watch } from './watch.ts';
import type { WatchEvent } from './watch-event.ts';

const MS_US = 1000;
const ID = '00000000-0000-4000-8000-00000000000';

const truth = (atMs: number, plant: string, values: Truth): WatchEvent => ({
  kind: 'truth',
  atUs: atMs * MS_US,
  plant,
  truth: values,
});
const command = (atMs: number, device: string, op: string, sequence = 1, retained = false, epoch = 1): WatchEvent => ({
  kind: 'command',
  atUs: atMs * MS_US,
  from: 'engine',
  retained,
  command: { device, op, sequence, epoch, commandId: `${ID}${sequence}` },
});
const ack = (atMs: number, device: string, status: string, sequence = 1, reason?: string): WatchEvent => ({
  kind: 'ack',
  atUs: atMs * MS_US,
  from: 'box',
  ack: { device, status, reason, commandId: `${ID}${sequence}` },
});
const state = (atMs: number, device: string, values: Record<string, unknown>): WatchEvent => ({
  kind: 'state',
  atUs: atMs * MS_US,
  device,
  state: values,
  safety: 'SAFE',
});
const status = (atMs: number, activeNodes: string[], latched = false, uptimeMs = atMs): WatchEvent => ({
  kind: 'status',
  atUs: atMs * MS_US,
  uptimeMs,
  epoch: 1,
  dispatchEnabled: !latched,
  offlineDevices: 0,
  safety: latched ? 'E_STOP' : 'SAFE',
  latched,
  activeNodes,
});
/** Time passes: the invariant gets its `due` when it asked for it. */
const wait = (untilMs: number): WatchEvent => ({ kind: 'due', atUs: untilMs * MS_US });

function play(title: string, events: readonly WatchEvent[]): Invariant {
  const invariant = invariantsFor(SMALL_ROOM).find((candidate) => candidate.title === title);
  if (invariant === undefined) throw new Error(`no invariant ${title}`);
  for (const event of events) {
    while (invariant.nextAtUs < event.atUs) {
      const atUs = invariant.nextAtUs;
      invariant.nextAtUs = Number.POSITIVE_INFINITY;
      invariant.onEvent({ kind: 'due', atUs });
    }
    if (event.kind !== 'due') invariant.onEvent(event);
  }
  return invariant;
}

const lit = { level: 1 };
const dark = { level: 0 };
const CASES: readonly { title: string; number: number; clean: WatchEvent[]; broken: WatchEvent[] }[] = [
  {
    title: 'E-stop: no output behind the contactor is energised beyond the drop-out time',
    number: 1,
    clean: [truth(0, 'laser', lit), truth(5, 'estop_hall', { pressed: true }), truth(20, 'laser', dark), wait(500)],
    broken: [truth(0, 'laser', lit), truth(5, 'estop_hall', { pressed: true }), wait(500)],
  },
  {
    title: 'E-stop: no output behind the contactor is energised beyond the drop-out time',
    number: 1,
    clean: [truth(0, 'estop_hall', { pressed: true }), truth(50, 'hoist', { speed: 0.1, powered: false })],
    broken: [truth(0, 'estop_hall', { pressed: true }), truth(50, 'hoist', { speed: 0.1, powered: true })],
  },
  {
    title: 'Egress: a pressed button or E-stop frees the way out within 100 ms',
    number: 2,
    clean: [
      truth(0, 'door_lock', { holding: true }),
      truth(9, 'egress_hall', { pressed: true }),
      truth(80, 'door_lock', { holding: false }),
      wait(500),
    ],
    broken: [truth(0, 'door_lock', { holding: true }), truth(9, 'egress_hall', { pressed: true }), wait(500)],
  },
  {
    title: 'Egress: a pressed button or E-stop frees the way out within 100 ms',
    number: 2,
    clean: [truth(0, 'door_lock', { holding: false }), truth(9, 'estop_hall', { pressed: true }), wait(500)],
    broken: [truth(0, 'door_lock', { holding: true }), truth(9, 'estop_hall', { pressed: true }), wait(500)],
  },
  {
    title: 'Safety wins: with the latch set, only safe operations are sent',
    number: 8,
    clean: [status(0, [], true), command(5, 'box_laser', 'off'), command(6, 'box_door', 'reset_safety')],
    broken: [status(0, [], true), command(5, 'box_laser', 'on')],
  },
  {
    title: 'Interlocked outputs are never on together',
    number: 12,
    clean: [truth(0, 'laser', lit), truth(5, 'laser', dark), truth(6, 'lamp', { on: true })],
    broken: [truth(0, 'laser', lit), truth(6, 'lamp', { on: true })],
  },
  {
    title: 'The engine sends nothing that an interlock forbids',
    number: 12,
    clean: [
      state(0, 'box_lamp', { on: false }),
      state(0, 'box_door', { locked: true }),
      state(990, 'box_lamp', { on: true }),
      command(1000, 'box_laser', 'on'),
      command(2000, 'box_laser', 'off'),
    ],
    broken: [
      state(0, 'box_lamp', { on: true }),
      state(0, 'box_door', { locked: true }),
      command(1000, 'box_laser', 'on'),
    ],
  },
  {
    title: 'Longest on-times hold',
    number: 13,
    clean: [
      truth(0, 'laser', lit),
      truth(1000, 'laser', dark),
      truth(1001, 'laser', lit),
      truth(1900, 'laser', dark),
      wait(9000),
    ],
    broken: [truth(0, 'laser', lit), wait(9000)],
  },
  {
    title: 'No motion passes its end stop',
    number: 14,
    clean: [truth(0, 'hoist', { position: 1, overtravel: false })],
    broken: [truth(0, 'hoist', { position: 1.1, overtravel: true })],
  },
  {
    title: 'No command has more than one effect',
    number: 15,
    clean: [ack(0, 'box_lamp', 'ACCEPTED'), ack(1, 'box_lamp', 'COMPLETED'), ack(2, 'box_lamp', 'COMPLETED')],
    broken: [ack(0, 'box_lamp', 'ACCEPTED'), ack(1, 'box_lamp', 'COMPLETED'), ack(2, 'box_lamp', 'ACCEPTED')],
  },
  {
    title: 'Every command ends within its bound',
    number: 16,
    clean: [command(0, 'box_hoist', 'up'), ack(15_000, 'box_hoist', 'COMPLETED'), wait(90_000)],
    broken: [command(0, 'box_hoist', 'up'), ack(5, 'box_hoist', 'ACCEPTED'), wait(90_000)],
  },
  {
    title: 'Sequence strictly rises per epoch and device',
    number: 17,
    clean: [command(0, 'box_lamp', 'on', 1), command(5, 'box_lamp', 'on', 1), command(9, 'box_lamp', 'off', 2)],
    broken: [command(0, 'box_lamp', 'on', 2), command(9, 'box_lamp', 'off', 1)],
  },
  {
    title: 'Only what the engine has sent in good form takes effect',
    number: 18,
    clean: [command(0, 'box_lamp', 'on'), ack(1, 'box_lamp', 'REJECTED', 1, 'BUSY')],
    broken: [command(0, 'box_lamp', 'on'), ack(1, 'box_lamp', 'REJECTED', 1, 'INVALID_PARAMS')],
  },
  {
    title: 'Only what the engine has sent in good form takes effect',
    number: 18,
    clean: [command(0, 'box_lamp', 'on')],
    broken: [command(0, 'box_lamp', 'on', 1, true)],
  },
  {
    title: 'COMPLETED was observed in the room',
    number: 20,
    clean: [
      truth(0, 'hoist', { position: 0.98, position2: 1 }),
      command(0, 'box_hoist', 'up'),
      ack(9, 'box_hoist', 'COMPLETED'),
    ],
    broken: [
      truth(0, 'hoist', { position: 0.98, position2: 0.5 }),
      command(0, 'box_hoist', 'up'),
      ack(9, 'box_hoist', 'COMPLETED'),
    ],
  },
  {
    title: 'COMPLETED was observed in the room',
    number: 20,
    clean: [
      truth(0, 'door_lock', { holding: false, energised: false }),
      command(0, 'box_door', 'unlock'),
      ack(9, 'box_door', 'COMPLETED'),
    ],
    broken: [
      truth(0, 'door_lock', { holding: true, energised: false }),
      command(0, 'box_door', 'unlock'),
      ack(9, 'box_door', 'COMPLETED'),
    ],
  },
  {
    title: 'An engine of an older epoch cannot actuate',
    number: 22,
    clean: [
      command(0, 'box_lamp', 'on', 1, false, 7),
      command(5, 'box_lamp', 'on', 2, false, 8),
      ack(6, 'box_lamp', 'ACCEPTED', 1),
      ack(9, 'box_lamp', 'ACCEPTED', 2),
      ack(10, 'box_lamp', 'ACCEPTED', 1),
    ],
    broken: [
      command(0, 'box_lamp', 'on', 1, false, 7),
      command(5, 'box_lamp', 'on', 2, false, 8),
      ack(9, 'box_lamp', 'ACCEPTED', 2),
      ack(10, 'box_lamp', 'ACCEPTED', 1),
    ],
  },
  {
    title: 'Every acknowledgement belongs to a command',
    number: 23,
    clean: [command(0, 'box_lamp', 'on'), ack(5, 'box_lamp', 'ACCEPTED')],
    broken: [command(0, 'box_lamp', 'on'), ack(5, 'box_laser', 'ACCEPTED')],
  },
  {
    title: 'The game moves along the edges of its graph',
    number: 24,
    clean: [status(0, []), status(1, ['one', 'two']), status(2, ['three']), status(3, ['four'])],
    broken: [status(0, []), status(1, ['three']), status(2, ['two'])],
  },
  {
    title: "The engine's time is monotonic and keeps up",
    number: 25,
    clean: [status(0, []), status(1000, []), status(2000, [], false, 2100)],
    broken: [status(0, []), status(1000, []), status(2000, [], false, 900)],
  },
];

describe('invariants', () => {
  it.each(CASES)('$number $title: holds, and is seen to break', ({ title, number, clean, broken }) => {
    expect(play(title, clean).breaches).toEqual([]);
    const { breaches } = play(title, broken);
    expect(breaches.map((breach) => breach.invariant)).toEqual([number]);
    expect(breaches[0]?.message).not.toBe('');
  });

  it('are all tried above', () => {
    expect(new Set(CASES.map(({ title }) => title))).toEqual(
      new Set(invariantsFor(SMALL_ROOM).map(({ title }) => title)),
    );
  });
});

describe('Watch', () => {
  it('reads messages of a run and reports what they break', () => {
    const watch = new Watch(invariantsFor(SMALL_ROOM));
    const base = { schema: 'v8', room_id: 'small', correlation_id: `${ID}1`, command_id: `${ID}1` };
    const cmd = { ...base, device_id: 'box_lamp', sequence: 1, epoch: 1, parameters: { op: 'on' } };
    watch.message(0, 'engine', 'room/small/device/box_lamp/cmd', JSON.stringify(cmd), false);
    const refused = { ...base, status: 'REJECTED', reason_code: 'STALE_EPOCH' };
    watch.message(5000, 'box', 'room/small/device/box_lamp/ack', JSON.stringify(refused), false);
    watch.message(6000, 'box', 'room/small/device/box_lamp/ack', 'not json', false);
    const violations = watch.finish(10_000);
    expect(violations.map(({ invariant, atUs }) => [invariant, atUs])).toEqual([
      ['18 Only what the engine has sent in good form takes effect', 5000],
    ]);
  });

  it('wakes an invariant at the time that it asked for', () => {
    const watch = new Watch(invariantsFor(SMALL_ROOM));
    watch.changed(0, 'laser', lit);
    expect(watch.nextAtUs()).toBe(1_005_000);
    watch.due(1_005_000);
    expect(watch.violations()).toMatchObject([{ number: 13, atUs: 1_005_000, event: 1, slackMs: 0 }]);
    expect(watch.nextAtUs()).toBe(Number.POSITIVE_INFINITY);
    expect(watch.finish(2_000_000).map(({ atUs }) => atUs)).toEqual([1_005_000]);
  });
});
