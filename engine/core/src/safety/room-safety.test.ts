import type { SafetyState } from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { Bench, ESTOP, SAFE } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

const BLOCKED: SafetyState = { kind: 'BLOCKED', reason_code: 'EGRESS', latched: false };
const FAULT: SafetyState = { kind: 'FAULT', reason_code: 'SENSOR_FAULT', latched: true };
const lamp = (op: string) => ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op } }) as const;
const lever = { device: 'cellar_lever', property: 'notch', equals: 1 } as const;

const waiting = (): Bench => new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } })).started();
const roomSafety = (bench: Bench): unknown => bench.view('engine')?.roomSafety;
const stop = (bench: Bench, by = 'eve'): void => bench.operator({ action: 'ESTOP' }, by);

function reset(bench: Bench): void {
  bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
  bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: String(bench.view('reset')?.token) }, 'ben');
}

/** What was published of a kind of fault. */
const told = (bench: Bench, kind: string): Record<string, unknown>[] =>
  bench.published
    .filter(({ topic }) => topic.endsWith('/core/fault'))
    .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>)
    .filter((fault) => fault.kind === kind);
const isOpen = (bench: Bench, kind: string): boolean =>
  [...bench.engine.view()].some(
    ([key, value]) => key.startsWith('fault/') && (value as { kind: string }).kind === kind,
  );

describe('the safety of the room', () => {
  test('is the worst of its devices while it is not latched', () => {
    const bench = waiting();
    expect(roomSafety(bench)).toEqual({ kind: 'SAFE', latched: false });
    bench.state('cellar_door', {}, BLOCKED);
    expect(roomSafety(bench)).toEqual(BLOCKED);
    // A retained copy tells how a device is, and latches nothing.
    const old = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 1 } }));
    old.safety.set('cellar_door', ESTOP);
    old.safety.set('cellar_lamp', BLOCKED);
    old.safety.set('cellar_lever', SAFE);
    for (const device of ['cellar_lamp', 'cellar_door', 'cellar_lever']) old.step([old.stateMessage(device, {}, true)]);
    expect(roomSafety(old)).toEqual(ESTOP);
    const other = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 1 } }));
    other.safety.set('cellar_lamp', ESTOP);
    other.safety.set('cellar_door', BLOCKED);
    for (const device of ['cellar_lamp', 'cellar_door']) other.step([other.stateMessage(device, {}, true)]);
    expect(roomSafety(other)).toEqual(ESTOP);
  });

  test('is its latch while it is latched, whatever the devices say', () => {
    const bench = waiting();
    stop(bench);
    expect(roomSafety(bench)).toEqual({ kind: 'E_STOP', latched: true, reason_code: 'OPERATOR_ESTOP' });
    bench.state('cellar_door', {}, FAULT);
    expect(roomSafety(bench)).toEqual({ kind: 'E_STOP', latched: true, reason_code: 'OPERATOR_ESTOP' });
  });

  test('an E-stop takes the place of a fault as the cause, nothing takes the place of an E-stop', () => {
    const bench = waiting();
    bench.state('cellar_door', {}, FAULT);
    expect(roomSafety(bench)).toMatchObject({ kind: 'FAULT', reason_code: 'SENSOR_FAULT' });
    bench.state('cellar_lever', {}, { kind: 'FAULT', reason_code: 'OTHER', latched: true });
    expect(roomSafety(bench)).toMatchObject({ kind: 'FAULT', reason_code: 'SENSOR_FAULT' });
    stop(bench);
    expect(roomSafety(bench)).toMatchObject({ kind: 'E_STOP', reason_code: 'OPERATOR_ESTOP' });
    bench.state('cellar_lamp', {}, ESTOP);
    expect(roomSafety(bench)).toMatchObject({ kind: 'E_STOP', reason_code: 'OPERATOR_ESTOP' });
    expect(bench.engine.counters().safety_latches).toBe(1);
  });
});

describe('a room that latches', () => {
  test('says who or what was the cause, once, until it is reset', () => {
    const bench = waiting();
    stop(bench);
    stop(bench, 'ada');
    expect(told(bench, 'ROOM_LATCHED')).toMatchObject([
      {
        severity: 'CRITICAL',
        message: 'Room latched: E_STOP of eve (OPERATOR_ESTOP)',
        details: { cause: 'E_STOP', source: 'eve', reason: 'OPERATOR_ESTOP' },
      },
    ]);
    expect(isOpen(bench, 'ROOM_LATCHED')).toBe(true);
    reset(bench);
    expect(isOpen(bench, 'ROOM_LATCHED')).toBe(false);
    stop(bench);
    expect(told(bench, 'ROOM_LATCHED')).toHaveLength(2);
  });

  test('leaves commands of the safety layer alone', () => {
    const interlocks = {
      light: { title: 'Light', when: lever, force: [{ device: 'cellar_lamp', op: 'on' }] },
    };
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } }, { interlocks }));
    bench.answers.set('cellar_lamp on', ['ACCEPTED']);
    bench.started();
    bench.state('cellar_lever', { notch: 1 });
    stop(bench);
    expect(bench.view(`command/${bench.commands[0]?.command_id}`)).toMatchObject({ status: 'ACCEPTED' });
  });

  test('takes from people what they held, and paths that waited for them wait for a resume', () => {
    const bench = new Bench(
      smallRoom({ lever: { kind: 'WAIT_CONDITION', condition: lever, next: 'light' }, light: lamp('on') }),
    ).started();
    bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'off' } });
    bench.state('cellar_lever', { notch: 1 });
    expect(bench.nodeState('light')).toBe('paused OWNED_BY_MANUAL');
    stop(bench);
    expect(bench.nodeState('light')).toBe('paused SAFETY_LATCHED');
    expect(bench.view('device/cellar_lamp')).not.toHaveProperty('owner');
    reset(bench);
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.operations().at(-1)).toBe('cellar_lamp on');
  });

  test('holds outputs on the safety layer until the reset, which leaves them to nobody', () => {
    const bench = waiting();
    stop(bench);
    const owners = (): unknown[] =>
      ['cellar_door', 'cellar_post', 'cellar_fog', 'attic_bell', 'cellar_lamp'].map(
        (device) => bench.view(`device/${device}`)?.owner,
      );
    expect(owners()).toEqual(['safety', 'safety', 'safety', 'safety', undefined]);
    reset(bench);
    expect(owners()).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(bench.view('engine')).toMatchObject({ pausedReason: 'MANUAL_PAUSE', roomSafety: SAFE });
    expect(bench.view('reset')).toBeUndefined();
  });
});

describe('a safe operation that a device does not do', () => {
  const failed = (answer: readonly string[]): Bench => {
    const bench = waiting();
    bench.answers.set('cellar_fog off', answer);
    stop(bench);
    return bench;
  };

  test.each([
    [['REJECTED AUTH_INVALID'], 'AUTH_INVALID'],
    [['ACCEPTED', 'FAILED MOTION_TIMEOUT'], 'MOTION_TIMEOUT'],
    [['ACCEPTED', 'FAILED'], 'UNSTATED'],
  ])('is a fault that says why: %j', (answer, reason) => {
    const bench = failed(answer);
    expect(told(bench, 'SAFE_OPERATION_FAILED')).toMatchObject([
      {
        severity: 'CRITICAL',
        message: `cellar_fog did not confirm its safe operation: ${reason}`,
        details: { device: 'cellar_fog', reason },
      },
    ]);
  });

  test('is a fault when nobody knows, and no longer one when it is done or the latch is gone', () => {
    const bench = failed([]);
    expect(isOpen(bench, 'SAFE_OPERATION_FAILED')).toBe(false);
    bench.advance(6000);
    expect(told(bench, 'SAFE_OPERATION_FAILED')).toMatchObject([{ details: { reason: 'ACK_TIMEOUT' } }]);
    expect(isOpen(bench, 'SAFE_OPERATION_FAILED')).toBe(true);
    bench.answers.set('cellar_fog off', ['ACCEPTED', 'COMPLETED']);
    bench.alive.delete('cellar');
    bench.advance(4000);
    bench.alive.add('cellar');
    bench.advance(1000);
    expect(isOpen(bench, 'SAFE_OPERATION_FAILED')).toBe(false);
  });

  test('is forgotten with the latch', () => {
    const bench = failed(['REJECTED AUTH_INVALID']);
    expect(isOpen(bench, 'SAFE_OPERATION_FAILED')).toBe(true);
    reset(bench);
    expect(isOpen(bench, 'SAFE_OPERATION_FAILED')).toBe(false);
  });

  test('and another operation that the safety layer forced is no such fault', () => {
    const interlocks = { light: { title: 'Light', when: lever, force: [{ device: 'cellar_fog', op: 'trigger' }] } };
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } }, { interlocks })).started();
    bench.answers.set('cellar_fog trigger', ['REJECTED BUSY']);
    bench.state('cellar_lever', { notch: 1 });
    expect(told(bench, 'SAFE_OPERATION_FAILED')).toEqual([]);
  });

  test('nor is the same operation when a person asked for it', () => {
    const bench = waiting();
    bench.answers.set('cellar_fog off', ['REJECTED BUSY']);
    bench.operator({ action: 'DISPATCH', device: 'cellar_fog', parameters: { op: 'off' } });
    expect(told(bench, 'SAFE_OPERATION_FAILED')).toEqual([]);
  });

  test('nor is it needless when the same is asked by hand of a device that is latched', () => {
    const bench = waiting();
    bench.answers.set('cellar_fog', ['REJECTED SAFETY_BLOCKED']);
    // Latched itself in the very answer: of the safety layer that would be as good as done.
    bench.safety.set('cellar_fog', FAULT);
    bench.operator({ action: 'DISPATCH', device: 'cellar_fog', parameters: { op: 'off' } });
    const [, byHand] = [...bench.engine.view()].find(([key]) => key.startsWith('command/')) ?? [];
    expect(byHand).not.toMatchObject({ status: 'SUPERSEDED', reason: 'ALREADY_SAFE' });
  });
});

describe('a latch under which a device comes back', () => {
  test('sends nothing to one that has no safe operation', () => {
    const bench = waiting();
    stop(bench);
    expect(bench.operations().some((one) => one.startsWith('cellar_lever') || one.startsWith('cellar_lamp'))).toBe(
      false,
    );
  });
});
