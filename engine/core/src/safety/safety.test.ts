import type { SafetyState } from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { Bench, ESTOP, ESTOP_LATCHED, SAFE, type Sent } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

const DEVICES = ['cellar_lamp', 'cellar_lever', 'cellar_door', 'cellar_post', 'cellar_fog', 'attic_bell'];
const SAFE_OPERATIONS = ['cellar_door unlock', 'cellar_post stop', 'cellar_fog off', 'attic_bell off'];

/** A post on its way up, and a lamp that waits for a lever. */
function moving(): Bench {
  const bench = new Bench(
    smallRoom({
      up: { kind: 'DISPATCH', device: 'cellar_post', parameters: { op: 'up' }, next: 'end' },
      end: { kind: 'END', outcome: 'won' },
    }),
  );
  bench.answers.set('cellar_post up', ['ACCEPTED']);
  return bench.started();
}

/** All devices report what the chain does to them. */
function report(bench: Bench, safety: SafetyState): void {
  for (const device of DEVICES) bench.safety.set(device, safety);
  for (const device of DEVICES) bench.state(device, {});
}

function pressed(): Bench {
  const bench = moving();
  for (const device of DEVICES) bench.answers.set(device, ['REJECTED SAFETY_BLOCKED']);
  report(bench, ESTOP);
  return bench;
}

function latched(): Bench {
  const bench = pressed();
  report(bench, ESTOP_LATCHED);
  return bench;
}

const token = (bench: Bench): string => String(bench.view('reset')?.token);
const faults = (bench: Bench): string[] =>
  [...bench.engine.view()].flatMap(([key, value]) =>
    key.startsWith('fault/') ? [(value as { kind: string }).kind] : [],
  );

/** `device op: status reason` of every command that is remembered. */
const endsOf = (bench: Bench): string[] =>
  [...bench.engine.view()].flatMap(([key, value]) => {
    if (!key.startsWith('command/')) return [];
    const { device, parameters, status, reason } = value as Record<string, unknown> & { parameters: { op: string } };
    return [`${device} ${parameters.op}: ${status}${reason === undefined ? '' : ` ${reason}`}`];
  });

/** Devices whose cause is gone let go of their latch when asked. */
function cooperate(bench: Bench): void {
  for (const device of DEVICES) {
    bench.answers.set(`${device} reset_safety`, ['ACCEPTED', 'COMPLETED']);
    bench.safety.set(device, SAFE);
  }
}

describe('the latch', () => {
  test('sends a safe operation again once the device has ended what it was busy with', () => {
    const bench = new Bench(
      smallRoom({
        shut: { kind: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' }, next: 'end' },
        end: { kind: 'END', outcome: 'won' },
      }),
    );
    bench.answers.set('cellar_door lock', ['ACCEPTED']);
    bench.answers.set('cellar_door unlock', ['REJECTED BUSY']);
    bench.started();
    bench.operator({ action: 'ESTOP' });
    expect(faults(bench)).toContain('SAFE_OPERATION_FAILED');
    bench.answers.delete('cellar_door unlock');
    const ended = bench.commands
      .filter(({ parameters }) => parameters.op === 'lock')
      .map((command) => bench.ack(command, 'COMPLETED'));
    expect(ended).toHaveLength(1);
    bench.step(ended);
    expect(bench.operations().filter((operation) => operation === 'cellar_door unlock')).toHaveLength(2);
    expect(faults(bench)).not.toContain('SAFE_OPERATION_FAILED');
    bench.step(ended);
    expect(bench.operations().filter((operation) => operation === 'cellar_door unlock')).toHaveLength(2);
  });

  test('a safe operation that the network answers twice does not go round in a circle', () => {
    const bench = moving();
    bench.answers.set('cellar_post stop', []);
    bench.operator({ action: 'ESTOP' });
    const stops = (): Sent[] => bench.commands.filter(({ parameters }) => parameters.op === 'stop');
    const twice = (status: string, reason: string, commands: Sent[]): void => {
      for (const command of commands.slice(-1)) {
        const ack = bench.ack(command, status, reason);
        bench.step([ack, ack]);
      }
    };
    twice('REJECTED', 'BUSY', stops());
    expect(stops()).toHaveLength(1);
    // What the post was busy with has ended: once again, and nothing is sent over it.
    const up = bench.commands.filter(({ parameters }) => parameters.op === 'up');
    twice('FAILED', 'BUSY', up);
    expect(stops()).toHaveLength(2);
    twice('FAILED', 'TIMEOUT', stops());
    expect(stops()).toHaveLength(2);
  });

  test.each([
    ['a state', (bench: Bench) => bench.state('cellar_door', {}, ESTOP)],
    ['a heartbeat', (bench: Bench) => [bench.safety.set('cellar_door', ESTOP), bench.step(bench.beats())]],
    ['a person', (bench: Bench) => bench.operator({ action: 'ESTOP' })],
  ])('is set in the step that sees %s, and every safe operation leaves in it', (_, cause) => {
    const bench = moving();
    const before = bench.operations().length;
    cause(bench);
    expect(bench.view('engine')).toMatchObject({
      phase: 'paused',
      pausedReason: 'SAFETY_LATCHED',
      roomSafety: { kind: 'E_STOP', latched: true },
    });
    expect(bench.operations().slice(before)).toEqual(SAFE_OPERATIONS);
    expect(bench.view(`command/${bench.commands[0]?.command_id}`)).toMatchObject({
      status: 'CANCELLED',
      reason: 'SAFETY_LATCHED',
    });
    expect(bench.nodeState('up')).toBe('paused SAFETY_LATCHED');
    expect(bench.view('timer')).toMatchObject({ running: false });
  });

  test('is not set by a retained message, but the device counts as unsafe', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 1 } }));
    bench.safety.set('cellar_door', ESTOP);
    bench.step([bench.stateMessage('cellar_door', {}, true)]);
    expect(bench.view('engine')).toMatchObject({ dispatchEnabled: true, roomSafety: { kind: 'E_STOP' } });
  });

  test('an acknowledgement that comes after it does not let the path go on', () => {
    const bench = moving();
    const [command] = bench.commands;
    bench.operator({ action: 'ESTOP' });
    if (command !== undefined) bench.step([bench.ack(command, 'COMPLETED')]);
    expect(bench.nodeState('up')).toBe('paused SAFETY_LATCHED');
  });

  test('refuses every command by hand, and makes no storm of faults', () => {
    const bench = latched();
    bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } });
    expect(bench.view('refusal')).toMatchObject({ reason: 'SAFETY_LATCHED' });
    bench.advance(10_000);
    expect(faults(bench)).toEqual(['ROOM_LATCHED']);
  });

  test.each([
    ['in E_STOP', ESTOP],
    ['in FAULT', { kind: 'FAULT', reason_code: 'SENSOR_FAULT', latched: true } as const],
  ])('a controller that is %s itself has made its safe operations needless', (_, safety) => {
    const bench = moving();
    for (const device of DEVICES) bench.answers.set(device, ['REJECTED SAFETY_BLOCKED']);
    for (const device of DEVICES) bench.safety.set(device, safety);
    bench.state('cellar_door', {});
    expect(endsOf(bench).slice(1)).toEqual(SAFE_OPERATIONS.map((one) => `${one}: SUPERSEDED ALREADY_SAFE`));
    expect(faults(bench)).toEqual(['ROOM_LATCHED']);
  });

  test.each([
    ['it is not latched', 'REJECTED SAFETY_BLOCKED', SAFE],
    ['it is blocked for a while', 'REJECTED SAFETY_BLOCKED', { kind: 'BLOCKED', latched: false } as const],
    ['it gives another reason', 'REJECTED AUTH_INVALID', ESTOP],
  ])('a refused safe operation is a fault when %s', (_, answer, safety) => {
    const bench = moving();
    bench.answers.set('cellar_fog', [answer]);
    bench.safety.set('cellar_fog', safety);
    bench.operator({ action: 'ESTOP' });
    expect(endsOf(bench)).toContain(`cellar_fog off: ${answer}`);
    expect(faults(bench)).toEqual(['ROOM_LATCHED', 'SAFE_OPERATION_FAILED']);
  });

  test('a bounce sends nothing twice', () => {
    const bench = latched();
    const before = bench.commands.length;
    report(bench, SAFE);
    report(bench, ESTOP);
    expect(bench.commands).toHaveLength(before);
  });

  test('a device that comes back while latched is made safe again', () => {
    const bench = latched();
    bench.alive.delete('attic');
    bench.advance(4000);
    const before = bench.operations().length;
    bench.alive.add('attic');
    bench.advance(1000);
    expect(bench.operations().slice(before)).toEqual(['attic_bell off']);
  });
});

describe('the reset', () => {
  test('takes two persons and one token, and restarts nothing', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const good = token(bench);
    cooperate(bench);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ada');
    expect(bench.view('refusal')).toMatchObject({ reason: 'SAME_PERSON' });
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: 'guessed' }, 'ben');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BAD_TOKEN' });
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ben');
    bench.advance(1000);
    expect(bench.view('engine')).toMatchObject({
      phase: 'paused',
      pausedReason: 'MANUAL_PAUSE',
      roomSafety: { kind: 'SAFE' },
    });
    expect(bench.operations().filter((one) => one.endsWith('reset_safety'))).toHaveLength(DEVICES.length);
    const before = bench.operations().length;
    const stood = bench.view('timer')?.elapsedMs;
    bench.advance(10_000);
    expect(bench.operations()).toHaveLength(before);
    expect(faults(bench)).toEqual([]);
    expect(bench.view('timer')).toMatchObject({ running: false, elapsedMs: stood });
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'eve');
    expect(bench.view('refusal')).toMatchObject({ by: 'eve', reason: 'BAD_TOKEN' });
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.operations().slice(before)).toEqual(['cellar_post up']);
    expect(bench.view('timer')).toMatchObject({ running: true, elapsedMs: stood });
    bench.advance(500);
    expect(bench.view('timer')).toMatchObject({ elapsedMs: Number(stood) + 500 });
  });

  test('RESUME_DISPATCH does not get round it', () => {
    const bench = latched();
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.view('refusal')).toMatchObject({ reason: 'SAFETY_LATCHED' });
  });

  test('fails when a controller refuses because its input is still open, and lists it', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: token(bench) }, 'ben');
    expect(bench.view('engine')).toMatchObject({ pausedReason: 'SAFETY_LATCHED' });
    expect(bench.view<{ blockers: string[] }>('reset')?.blockers).toContain('cellar_lamp: SAFETY_BLOCKED');
  });

  test.each([
    ['offline', (bench: Bench) => [bench.alive.delete('attic'), bench.advance(4000)], 'attic_bell: offline'],
    [
      'unsafe without a latch',
      (bench: Bench) => bench.state('attic_bell', {}, { kind: 'BLOCKED', latched: false }),
      'attic_bell: BLOCKED',
    ],
  ])('is refused while a device is %s', (_, spoil, blocker) => {
    const bench = latched();
    spoil(bench);
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BLOCKED' });
    expect(bench.view('reset')).toEqual({ blockers: [blocker] });
  });

  test('the token expires after a minute', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const good = token(bench);
    cooperate(bench);
    bench.advance(60_000);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ben');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BAD_TOKEN' });
  });

  test('is refused while the bus is down, and a bus that is lost in the middle ends it', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const good = token(bench);
    for (const device of DEVICES) bench.answers.set(`${device} reset_safety`, []);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ben');
    expect(bench.view('reset')).toMatchObject({ resetting: true });
    bench.step([{ kind: 'bus', up: false }]);
    expect(bench.view('reset')).not.toHaveProperty('resetting');
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BROKER_DOWN' });
  });

  test('is refused while a button is still pressed', () => {
    const bench = pressed();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(bench.view<{ token?: string; blockers: string[] }>('reset')).toEqual({
      blockers: DEVICES.map((device) => `${device}: ESTOP_OPEN`),
    });
    report(bench, ESTOP_LATCHED);
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(bench.view('reset')).toMatchObject({ requestedBy: 'ada', blockers: [] });
  });

  test('an E-stop in the middle voids it', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const good = token(bench);
    bench.operator({ action: 'ESTOP' }, 'eve');
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ben');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BAD_TOKEN' });
  });

  test('a controller that never says SAFE keeps the room latched', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    for (const device of DEVICES) bench.answers.set(`${device} reset_safety`, ['ACCEPTED', 'COMPLETED']);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: token(bench) }, 'ben');
    expect(bench.view('reset')).toMatchObject({ resetting: true });
    bench.advance(9000);
    expect(bench.view('engine')).toMatchObject({ pausedReason: 'SAFETY_LATCHED' });
    expect(bench.view<{ blockers: string[] }>('reset')?.blockers).toContain('cellar_door: ESTOP_LATCHED');
  });
});
