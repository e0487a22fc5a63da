import { describe, expect, test } from 'vitest';
import { Bench, ESTOP, SAFE, type Sent } from '../../test/fixtures/bench.ts';
import { DEVICES, endsOf, faults, latched, moving, report, SAFE_OPERATIONS } from '../../test/fixtures/latched-room.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

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
