import { CONTRACT_HASH, canonicalJson, createSigner, verifyCommand } from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { Bench, KEY, type Sent } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

const lamp = (op: string, next?: string) =>
  ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op }, ...(next === undefined ? {} : { next }) }) as const;

function silent(device = 'cellar_lamp'): Bench {
  const bench = new Bench(smallRoom({ light: lamp('on', 'end'), end: { kind: 'END', outcome: 'won' } }));
  bench.answers.set(device, []);
  return bench.started();
}

function first(bench: Bench): Sent {
  const [command] = bench.commands;
  if (command === undefined) throw new Error('no command was sent');
  return command;
}

const status = (bench: Bench, command: Sent): unknown => bench.view(`command/${command.command_id}`)?.status;

describe('the command pipeline', () => {
  test('signs what it sends, and sequences rise per device', () => {
    const bench = new Bench(smallRoom({ on: lamp('on', 'off'), off: lamp('off') })).started();
    expect(bench.commands.map((one) => one.sequence)).toEqual([1, 2]);
    for (const { payload, topic, qos, retain } of bench.published.filter((one) => one.topic.endsWith('/cmd'))) {
      const { auth, parameters, ...fields } = JSON.parse(payload);
      expect([topic, qos, retain]).toEqual(['room/small/device/cellar_lamp/cmd', 1, false]);
      expect(verifyCommand(createSigner(KEY), fields, canonicalJson(parameters), auth.mac_hex)).toBe(true);
    }
  });

  test('sends the same bytes twice more, then says that nobody knows', () => {
    const bench = silent();
    bench.advance(5999);
    const sent = bench.published.filter((one) => one.topic.endsWith('/cmd'));
    expect(sent.map(({ qos, retain }) => [qos, retain])).toEqual([1, 2, 3].map(() => [1, false]));
    const payloads = sent.map((one) => one.payload);
    expect(payloads).toHaveLength(3);
    expect(new Set(payloads).size).toBe(1);
    expect(status(bench, first(bench))).toBe('SENT');
    bench.advance(1);
    expect(status(bench, first(bench))).toBe('INDETERMINATE');
    expect(bench.nodeState('light')).toBe('paused ACK_TIMEOUT');
    bench.advance(1000);
    expect(bench.commands).toHaveLength(3);
  });

  test('repeats nothing that an interlock has come to forbid', () => {
    const when = { device: 'cellar_lever', property: 'notch', equals: 1 } as const;
    const forbid = [{ device: 'cellar_lamp', op: 'on' }];
    const room = smallRoom({ light: lamp('on') }, { interlocks: { dark: { title: 'Dark', when, forbid } } });
    const bench = new Bench(room);
    bench.answers.set('cellar_lamp', []);
    bench.started();
    bench.state('cellar_lever', { notch: 1 });
    bench.advance(1999);
    expect(status(bench, first(bench))).toBe('SENT');
    bench.advance(1);
    expect(status(bench, first(bench))).toBe('INDETERMINATE');
    expect(bench.commands).toHaveLength(1);
    expect(bench.nodeState('light')).toBe('paused ACK_TIMEOUT');
  });

  test('repeats a safe operation whatever an interlock forbids', () => {
    const when = { device: 'cellar_lever', property: 'notch', equals: 1 } as const;
    const forbid = [{ device: 'cellar_door', op: 'unlock' }];
    const room = smallRoom({ light: lamp('on') }, { interlocks: { shut: { title: 'Shut', when, forbid } } });
    const bench = new Bench(room);
    bench.answers.set('cellar_door', []);
    bench.started();
    bench.state('cellar_lever', { notch: 1 });
    bench.operator({ action: 'ESTOP' });
    bench.advance(2000);
    expect(bench.commands.filter(({ device_id: device }) => device === 'cellar_door')).toHaveLength(2);
  });

  test('what was begun before its controller started anew is indeterminate at once, what was not goes on', () => {
    const hello = (boots: number) => ({
      controller_id: 'cellar',
      firmware_version: '1',
      build_hash: '00000000',
      contract_hash: CONTRACT_HASH,
      boot_count: boots,
      boot_reason: 'WATCHDOG',
      devices: [],
      safety_state: { kind: 'SAFE', latched: false },
      uptime_ms: 1,
    });
    const bench = silent();
    bench.answers.set('cellar_door', []);
    bench.answers.set('attic_bell', ['ACCEPTED']);
    bench.step([bench.message('controller/cellar/hello', hello(1))]);
    bench.operator({ action: 'DISPATCH', device: 'attic_bell', parameters: { op: 'on' } });
    bench.operator({ action: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } });
    bench.step([bench.ack(first(bench), 'ACCEPTED')]);
    bench.step([bench.message('controller/cellar/hello', hello(2))]);
    expect(bench.commands.map((one) => status(bench, one))).toEqual(['INDETERMINATE', 'ACCEPTED', 'SENT']);
    expect(bench.nodeState('light')).toBe('paused CONTROLLER_RESTARTED');
    bench.state('cellar_lamp', { on: false });
    expect(status(bench, first(bench))).toBe('RESOLVED');
  });

  test('never repeats what was accepted, and times it out', () => {
    const bench = silent();
    bench.step([bench.ack(first(bench), 'ACCEPTED')]);
    bench.advance(5019);
    expect(status(bench, first(bench))).toBe('ACCEPTED');
    bench.advance(1);
    expect(bench.nodeState('light')).toBe('paused COMPLETION_TIMEOUT');
    expect(bench.commands).toHaveLength(1);
  });

  test('the next state message resolves an indeterminate command; without one it is lost in the end', () => {
    const bench = silent();
    bench.advance(6000);
    bench.state('cellar_lamp', { on: true });
    expect(status(bench, first(bench))).toBe('RESOLVED');
    const other = silent();
    other.advance(6000 + 19_999);
    expect(status(other, first(other))).toBe('INDETERMINATE');
    other.advance(1);
    expect(status(other, first(other))).toBe('LOST');
  });

  test('a late COMPLETED ends the command and leaves the path paused', () => {
    const bench = silent();
    bench.advance(6000);
    bench.step([bench.ack(first(bench), 'COMPLETED')]);
    expect(status(bench, first(bench))).toBe('COMPLETED');
    expect(bench.nodeState('light')).toBe('paused ACK_TIMEOUT');
  });

  test('duplicate and stray acknowledgements change counters alone', () => {
    const bench = silent();
    const command = first(bench);
    const stray = { ...command, command_id: '00000000-0000-4000-8000-000000000000' };
    const wrongCause = { ...command, correlation_id: '00000000-0000-4000-8000-000000000000' };
    const wrongDevice = { ...command, device_id: 'cellar_door' };
    bench.step([stray, wrongCause, wrongDevice].map((one) => bench.ack(one, 'COMPLETED')));
    expect(status(bench, command)).toBe('SENT');
    expect(bench.engine.counters().ack_unmatched).toBe(3);
    bench.step([bench.ack(command, 'ACCEPTED'), bench.ack(command, 'ACCEPTED')]);
    bench.step([bench.ack(command, 'COMPLETED'), bench.ack(command, 'FAILED')]);
    expect(status(bench, command)).toBe('COMPLETED');
    expect(bench.engine.counters().ack_duplicate).toBe(2);
  });

  test('a device that is already as wanted is still commanded', () => {
    const bench = new Bench(smallRoom({ on: lamp('on', 'again'), again: lamp('on') }));
    bench.online();
    bench.state('cellar_lamp', { on: true });
    bench.operator({ action: 'START_GRAPH' });
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp on']);
  });

  test('two paths that want one output take turns; stop does not wait', () => {
    const post = (op: string) => ({ kind: 'DISPATCH', device: 'cellar_post', parameters: { op } }) as const;
    const bench = new Bench(
      smallRoom(
        { on: lamp('on'), off: lamp('off'), up: post('up'), stop: post('stop') },
        { start: ['on', 'off', 'up', 'stop'] },
      ),
    );
    bench.answers.set('cellar_lamp', ['ACCEPTED']);
    bench.answers.set('cellar_post up', ['ACCEPTED']);
    bench.started();
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_post up', 'cellar_post stop']);
    expect(bench.nodeState('off')).toBe('active QUEUED');
    expect(bench.nodeState('up')).toBe('paused SUPERSEDED');
    bench.step([bench.ack(first(bench), 'COMPLETED')]);
    expect(bench.operations()).toContain('cellar_lamp off');
  });

  test('a dry run publishes no command and completes after its settle time', () => {
    const bench = new Bench(smallRoom({ on: lamp('on', 'end'), end: { kind: 'END', outcome: 'won' } }), {
      dryRun: true,
    });
    bench.started();
    bench.advance(49);
    expect(bench.nodeState('on')).toBe('active');
    bench.advance(1);
    expect(bench.view('engine')).toMatchObject({ phase: 'finished', dryRun: true });
    expect(bench.published.some((one) => one.topic.endsWith('/cmd'))).toBe(false);
  });

  test('a lost bus pauses dispatch until a person resumes it; then the path sends a new command', () => {
    const bench = silent();
    bench.step([{ kind: 'bus', up: false }]);
    expect(bench.nodeState('light')).toBe('paused BROKER_DOWN');
    bench.answers.clear();
    bench.step([{ kind: 'bus', up: true }]);
    expect(bench.view('engine')).toMatchObject({ phase: 'paused', pausedReason: 'BROKER_DOWN' });
    expect(bench.operations().filter((one) => one === 'cellar_lamp on')).toHaveLength(1);
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.view('engine')).toMatchObject({ phase: 'finished', outcome: 'won' });
  });

  test('CRITICAL leaves only an armed room, for a device that is online and SAFE', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 60_000 } })).online();
    const ask = (): unknown => {
      bench.operator({ action: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } });
      return bench.view('refusal')?.reason;
    };
    expect(ask()).toBe('NOT_ARMED');
    bench.operator({ action: 'START_GRAPH' });
    bench.state('cellar_door', {}, { kind: 'BLOCKED', latched: false });
    expect(ask()).toBe('DEVICE_NOT_SAFE');
    bench.state('cellar_door', {}, { kind: 'SAFE', latched: false });
    bench.alive.delete('cellar');
    bench.advance(4000);
    expect(ask()).toBe('DEVICE_OFFLINE');
    expect(bench.commands).toHaveLength(0);
    bench.alive.add('cellar');
    bench.advance(1000);
    ask();
    expect(bench.operations()).toEqual(['cellar_door lock']);
  });

  test.each([
    [{ op: 'set' }, 'INVALID_PARAMS'],
    [{ op: 'set', on: 1 }, 'INVALID_PARAMS'],
    [{ op: 'set', on: true, more: 1 }, 'INVALID_PARAMS'],
    [{ op: 'explode' }, 'UNSUPPORTED_ACTION'],
    [{ op: 'reset_safety' }, 'NEEDS_SAFETY_RESET'],
  ])('refuses %j by hand: %s', (parameters, reason) => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 60_000 } })).online();
    bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters });
    expect(bench.view('refusal')).toMatchObject({ action: 'DISPATCH', reason });
    expect(bench.commands).toHaveLength(0);
  });

  test('open commands of a device are bounded', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 60_000 } })).online();
    bench.answers.set('cellar_lamp', []);
    for (let count = 0; count < 12; count++) {
      bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'noop' } });
    }
    expect(bench.commands).toHaveLength(8);
    expect(bench.engine.counters().commands_refused).toBe(4);
  });
});
