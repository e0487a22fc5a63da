import type { Room } from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { Bench, OPTIONS, SAFE, type Sent } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';
import { restoreEngine } from '../engine.ts';
import { commandSlots, HISTORY_MAX, OPEN_COMMANDS_MAX, OPEN_PER_DEVICE_MAX } from './command-bounds.ts';

const DEVICES_OF_SMALL = ['cellar_lamp', 'cellar_lever', 'cellar_door', 'cellar_post', 'cellar_fog', 'attic_bell'];

const lamp = (op: string) => ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op } }) as const;

/** One command to the lamp that nobody answers. */
function silent(): Bench {
  const bench = new Bench(smallRoom({ light: { ...lamp('on'), next: 'end' }, end: { kind: 'END', outcome: 'won' } }));
  for (const device of ['cellar_lamp', 'attic_bell']) bench.answers.set(device, []);
  return bench.started();
}
function first(bench: Bench): Sent {
  const [command] = bench.commands;
  if (command === undefined) throw new Error('no command was sent');
  return command;
}
const entry = (bench: Bench, command: Sent): Record<string, unknown> | undefined =>
  bench.view(`command/${command.command_id}`);
const count = (bench: Bench, name: string): number => bench.engine.counters()[name] ?? 0;
const byHand = (bench: Bench, device: string, op: string): void =>
  bench.operator({ action: 'DISPATCH', device, parameters: { op } });
const open = (bench: Bench): string[] =>
  [...bench.engine.view()].flatMap(([key, value]) => {
    const { status } = value as { status: string };
    return key.startsWith('command/') && ['SENT', 'ACCEPTED', 'INDETERMINATE'].includes(status) ? [status] : [];
  });

/** No dry run tells its correlations: the snapshot knows them. */
function correlationOf(bench: Bench, id: string): string {
  const { commands } = JSON.parse(bench.engine.snapshot()) as {
    commands: { records: { id: string; correlation: string }[] };
  };
  return commands.records.find((record) => record.id === id)?.correlation ?? '';
}

describe('a command', () => {
  test('carries who it is for, why, from when, and of which engine', () => {
    const bench = new Bench(
      smallRoom({ shut: { kind: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } } }),
      {
        epoch: 9,
      },
    );
    bench.nowUs = 2_500_000;
    bench.started();
    const sent = bench.published.find(({ topic }) => topic.endsWith('/cmd'));
    expect(JSON.parse(sent?.payload ?? '{}')).toMatchObject({
      room_id: 'small',
      device_id: 'cellar_door',
      sequence: 1,
      issued_at_unix_ms: OPTIONS.startUnixMs + 2500,
      action: 'SET',
      safety_class: 'CRITICAL',
      epoch: 9,
      parameters: { op: 'lock' },
    });
  });

  test('is counted when it is issued, sent again, and by how it ended', () => {
    const bench = silent();
    bench.advance(2000);
    bench.step([bench.ack(first(bench), 'ACCEPTED')]);
    bench.step([bench.ack(first(bench), 'COMPLETED')]);
    expect(bench.engine.counters()).toMatchObject({
      commands_issued: 1,
      commands_retried: 1,
      commands_completed: 1,
    });
    const other = silent();
    other.advance(26_000);
    expect(other.engine.counters()).toMatchObject({ commands_retried: 2, commands_ack_timeout: 1, commands_lost: 1 });
  });

  test('that is accepted once more stays as it was, and its time runs on', () => {
    const bench = silent();
    bench.step([bench.ack(first(bench), 'ACCEPTED')]);
    bench.advance(3000);
    bench.step([bench.ack(first(bench), 'ACCEPTED')]);
    expect(count(bench, 'ack_duplicate')).toBe(1);
    bench.advance(2019);
    expect(entry(bench, first(bench))).toMatchObject({ status: 'ACCEPTED' });
    bench.advance(1);
    expect(entry(bench, first(bench))).toMatchObject({ status: 'INDETERMINATE', reason: 'COMPLETION_TIMEOUT' });
  });

  test('ends when and as its controller says', () => {
    for (const [answer, status, reason] of [
      ['COMPLETED', 'COMPLETED', undefined],
      ['FAILED', 'FAILED', 'UNSTATED'],
      ['FAILED MOTION_TIMEOUT', 'FAILED', 'MOTION_TIMEOUT'],
      ['REJECTED', 'REJECTED', 'UNSTATED'],
      ['REJECTED BUSY', 'REJECTED', 'BUSY'],
    ] as const) {
      const bench = silent();
      bench.advance(1500);
      const [word = '', why] = answer.split(' ');
      bench.step([bench.ack(first(bench), word, why)]);
      const seen = entry(bench, first(bench));
      expect([seen?.status, seen?.reason]).toEqual([status, reason]);
      expect(bench.nodeState('light')).toBe(status === 'COMPLETED' ? 'done' : `paused ${status}:${reason}`);
      bench.advance(30_000);
      expect(bench.commands).toHaveLength(1);
    }
  });

  test('that is indeterminate ends once: by an answer, or by a state of that very device', () => {
    const bench = silent();
    byHand(bench, 'attic_bell', 'on');
    bench.advance(7000);
    expect(open(bench)).toEqual(['INDETERMINATE', 'INDETERMINATE']);
    bench.state('cellar_lever', {});
    expect(open(bench)).toHaveLength(2);
    bench.state('cellar_lamp', {});
    expect(entry(bench, first(bench))).toMatchObject({ status: 'RESOLVED', reason: 'ACK_TIMEOUT' });
    expect(open(bench)).toEqual(['INDETERMINATE']);
    bench.advance(20_000);
    expect(open(bench)).toEqual([]);
    expect(bench.nodeState('light')).toBe('paused ACK_TIMEOUT');
  });

  test.each([
    ['sent', []],
    ['sent again', ['']],
    ['begun', ['ACCEPTED']],
  ])('that was %s and is then taken for late may have been carried out: its device is asked', (_, before) => {
    const bench = silent();
    for (const word of before) {
      if (word === '') bench.advance(2000);
      else bench.step([bench.ack(first(bench), word)]);
    }
    const late = bench.ack(first(bench), 'REJECTED', 'STALE_SEQUENCE');
    bench.answers.set('cellar_lamp request_status', ['REJECTED STALE_SEQUENCE']);
    bench.step([late, late]);
    expect(entry(bench, first(bench))).toMatchObject({ status: 'INDETERMINATE', reason: 'STALE_SEQUENCE' });
    expect(bench.nodeState('light')).toBe('paused STALE_SEQUENCE');
    // One question, though the refusal came twice and the question is taken for late as well.
    expect(bench.operations().filter((operation) => operation === 'cellar_lamp request_status')).toHaveLength(1);
    expect(open(bench)).toEqual(['INDETERMINATE', 'INDETERMINATE']);
    bench.state('cellar_lamp', {});
    expect(entry(bench, first(bench))).toMatchObject({ status: 'RESOLVED', reason: 'STALE_SEQUENCE' });
    expect(open(bench)).toEqual([]);
  });

  test('in flight is not resolved by a state, nor by a state that was retained', () => {
    const bench = silent();
    bench.state('cellar_lamp', {});
    expect(entry(bench, first(bench))).toMatchObject({ status: 'SENT' });
    bench.advance(6000);
    bench.step([bench.stateMessage('cellar_lamp', {}, true)]);
    expect(entry(bench, first(bench))).toMatchObject({ status: 'INDETERMINATE' });
  });

  test('of a person is remembered when it is refused, with the reason', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 60_000 } })).online();
    byHand(bench, 'cellar_door', 'lock');
    const entries = [...bench.engine.view()].filter(([key]) => key.startsWith('command/'));
    expect(entries).toHaveLength(1);
    expect(entries[0]?.[1]).toMatchObject({ device: 'cellar_door', status: 'REFUSED', reason: 'NOT_ARMED' });
    expect(count(bench, 'commands_refused')).toBe(1);
    expect(count(bench, 'commands_issued')).toBe(0);
  });

  test('of a dry run is accepted at once, answered by nobody, and completes by itself', () => {
    const bench = new Bench(smallRoom({ light: lamp('on') }), { dryRun: true }).started();
    const command = (): [string, { status: string }] | undefined =>
      [...bench.engine.view()].find(([key]) => key.startsWith('command/')) as [string, { status: string }] | undefined;
    const [key = ''] = command() ?? [];
    expect(command()?.[1].status).toBe('ACCEPTED');
    const ack = bench.message('device/cellar_lamp/ack', {
      command_id: key.slice(8),
      correlation_id: correlationOf(bench, key.slice(8)),
      status: 'FAILED',
      safety_state: SAFE,
      uptime_ms: 1,
    });
    bench.step([ack]);
    expect(count(bench, 'ack_duplicate')).toBe(1);
    expect(command()?.[1].status).toBe('ACCEPTED');
    bench.advance(50);
    expect(command()?.[1].status).toBe('COMPLETED');
    expect(bench.nodeState('light')).toBe('done');
  });
});

describe('bounds', () => {
  const DEVICES = 40;
  /** One controller of many bells. */
  function manyBells(): Room {
    const room = smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } });
    const [, attic] = room.controllers;
    const bell = attic?.devices.bell;
    if (attic === undefined || bell === undefined) throw new Error('the room has no bell');
    const devices = Object.fromEntries(Array.from({ length: DEVICES }, (_, number) => [`bell${number}`, bell]));
    return { ...room, controllers: [{ ...attic, devices }] };
  }
  const refusals = (bench: Bench): number => count(bench, 'commands_refused');

  test('are told to whoever lays out timers', () => {
    expect(commandSlots(DEVICES)).toBe(OPEN_COMMANDS_MAX + 2 * DEVICES);
  });

  test('of the room stop a storm, and leave the safety layer its own', () => {
    const bench = new Bench(manyBells());
    bench.step([
      bench.message('controller/attic/heartbeat', { uptime_ms: 1, firmware_version: '1', safety_state: SAFE }),
    ]);
    for (let number = 0; number < DEVICES; number += 1) {
      bench.answers.set(`attic_bell${number}`, []);
      bench.step([bench.stateMessage(`attic_bell${number}`, {})]);
    }
    for (let round = 0; round < OPEN_PER_DEVICE_MAX; round += 1) {
      for (let number = 0; number < DEVICES; number += 1) byHand(bench, `attic_bell${number}`, 'noop');
    }
    expect(open(bench)).toHaveLength(OPEN_COMMANDS_MAX);
    expect(refusals(bench)).toBe(DEVICES * OPEN_PER_DEVICE_MAX - OPEN_COMMANDS_MAX);
    expect(bench.view('refusal')).toMatchObject({ reason: 'QUEUE_FULL' });
    bench.operator({ action: 'ESTOP' });
    expect(bench.operations().filter((one) => one.endsWith(' off'))).toHaveLength(DEVICES);
  });

  test('hold even in a storm of safety commands that nobody answers', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } })).started();
    for (const device of DEVICES_OF_SMALL) bench.answers.set(device, []);
    bench.operator({ action: 'ESTOP' });
    for (let cycle = 0; cycle < 80; cycle += 1) {
      bench.step([{ kind: 'bus', up: false }]);
      bench.step([{ kind: 'bus', up: true }]);
    }
    expect(open(bench)).toHaveLength(commandSlots(DEVICES_OF_SMALL.length));
    bench.advance(30_000);
    expect(open(bench)).toEqual([]);
  });

  test('are the same after a restart: what has ended counts no longer, what is open does', () => {
    const room = smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } });
    const before = new Bench(room).online();
    for (let round = 0; round < 6; round += 1) byHand(before, 'cellar_lamp', 'noop');
    before.answers.set('cellar_lamp', []);
    for (let round = 0; round < OPEN_PER_DEVICE_MAX - 3; round += 1) byHand(before, 'cellar_lamp', 'noop');
    const bench = new Bench(room, {}, restoreEngine(room, OPTIONS, before.engine.snapshot()));
    bench.answers.set('cellar_lamp', []);
    for (let round = 0; round < 3; round += 1) byHand(bench, 'cellar_lamp', 'noop');
    expect(refusals(bench)).toBe(0);
    byHand(bench, 'cellar_lamp', 'noop');
    expect(refusals(bench)).toBe(1);
  });

  test('of what is remembered spare what is still open', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } })).online();
    bench.answers.set('cellar_lamp', []);
    byHand(bench, 'cellar_lamp', 'noop');
    for (let round = 0; round < HISTORY_MAX + 5; round += 1) byHand(bench, 'attic_bell', 'noop');
    expect(open(bench)).toEqual(['SENT']);
    expect(entry(bench, first(bench))).toMatchObject({ status: 'SENT' });
  });

  test('of a device are free again when its commands have ended', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } })).online();
    bench.answers.set('cellar_lamp', []);
    for (let round = 0; round <= OPEN_PER_DEVICE_MAX; round += 1) byHand(bench, 'cellar_lamp', 'noop');
    expect(refusals(bench)).toBe(1);
    byHand(bench, 'attic_bell', 'noop');
    expect(refusals(bench)).toBe(1);
    bench.step([bench.ack(first(bench), 'COMPLETED')]);
    byHand(bench, 'cellar_lamp', 'noop');
    expect(refusals(bench)).toBe(1);
    byHand(bench, 'cellar_lamp', 'noop');
    expect(refusals(bench)).toBe(2);
    bench.advance(30_000);
    expect(open(bench)).toEqual([]);
  });
});
