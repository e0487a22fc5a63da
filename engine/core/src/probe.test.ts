import { describe, expect, test } from 'vitest';
import { Bench, ESTOP, KEY, OPTIONS } from '../test/fixtures/bench.ts';
import { RecordingProbe } from '../test/fixtures/recording-probe.ts';
import { type Nodes, type RoomParts, smallRoom } from '../test/fixtures/small-room.ts';
import { restoreEngine } from './engine.ts';
import { safetyGuards } from './safety/safety-guards.ts';

const lamp = (op: string) => ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op } }) as const;
const byHand = { action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'off' } } as const;
const WAIT: Nodes = { wait: { kind: 'DELAY', ms: 60_000 } };

function probed(nodes: Nodes, parts: RoomParts = {}): { bench: Bench; probe: RecordingProbe } {
  const probe = new RecordingProbe();
  return { bench: new Bench(smallRoom(nodes, parts), { probe }), probe };
}

describe('a probe is told of', () => {
  test('each edge that a path takes, and whether it counts there', () => {
    const { bench, probe } = probed(
      {
        one: { kind: 'NOOP', next: ['slow', 'both'] },
        two: { kind: 'NOOP', next: ['slow', 'both'] },
        slow: { kind: 'DELAY', ms: 100 },
        both: { kind: 'JOIN', next: 'end' },
        end: { kind: 'END', outcome: 'won' },
      },
      { start: ['one', 'two'] },
    );
    bench.started();
    expect(probe.take('edge')).toEqual(['-1 0', '-1 1', '0 2', '0 3', '1 2 ends', '1 3', '3 4']);
  });

  test('each state of a command, and when it is sent once more', () => {
    const { bench, probe } = probed({ light: lamp('on') });
    bench.answers.set('cellar_lamp', []);
    bench.started();
    bench.advance(2000);
    const [command] = bench.commands;
    if (command !== undefined) bench.step([bench.ack(command, 'ACCEPTED')]);
    bench.advance(6000);
    bench.state('cellar_lamp', { on: true });
    expect(probe.take('command')).toEqual([
      'on null>SENT x1',
      'on SENT>SENT x2',
      'on SENT>ACCEPTED x2',
      'on ACCEPTED>INDETERMINATE COMPLETION_TIMEOUT x2',
      'on INDETERMINATE>RESOLVED COMPLETION_TIMEOUT x2',
    ]);
  });

  test('a command that a person was refused, and why', () => {
    const { bench, probe } = probed(WAIT);
    bench.online();
    bench.operator({ action: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } }, 'ben');
    const [...lines] = probe.lines;
    expect(lines).toContain('command lock null>REFUSED NOT_ARMED x0');
    expect(lines).toContain('refused ben DISPATCH NOT_ARMED');
  });

  test('the accepted state of a dry run', () => {
    const probe = new RecordingProbe();
    new Bench(smallRoom({ light: lamp('on') }), { probe, dryRun: true }).started();
    expect(probe.take('command')).toEqual(['on null>SENT x1', 'on SENT>ACCEPTED x1']);
  });

  test('who wins an output from whom', () => {
    const interlocks = {
      light: {
        title: 'Light while the post moves',
        when: { device: 'cellar_post', property: 'moving', equals: true },
        force: [{ device: 'cellar_lamp', op: 'on' }],
      },
    };
    const { bench, probe } = probed(
      { first: { ...lamp('on'), next: 'pause' }, pause: WAIT.wait ?? lamp('on') },
      { interlocks },
    );
    bench.started();
    expect(probe.take('arbitrated')).toEqual([]);
    bench.operator(byHand);
    expect(probe.take('arbitrated')).toEqual(['1 2']);
    bench.operator(byHand);
    expect(probe.take('arbitrated')).toEqual([]);
    bench.state('cellar_post', { moving: true });
    expect(probe.take('arbitrated')).toEqual(['0 1']);
    bench.operator(byHand);
    expect(probe.take('arbitrated')).toEqual(['0 1']);
  });

  test('a layer that waits for a stronger one', () => {
    const lever = {
      kind: 'WAIT_CONDITION',
      condition: { device: 'cellar_lever', property: 'notch', equals: 1 },
    } as const;
    const { bench, probe } = probed({ lever: { ...lever, next: 'light' }, light: lamp('on') });
    bench.started();
    bench.operator(byHand);
    bench.state('cellar_lever', { notch: 1 });
    expect(probe.take('arbitrated')).toEqual(['1 2']);
  });

  test('the latch, a stronger cause of it, and its end', () => {
    const { bench, probe } = probed(WAIT);
    bench.started();
    bench.state('cellar_lever', {}, { kind: 'FAULT', latched: true });
    bench.operator({ action: 'ESTOP' }, 'ben');
    bench.operator({ action: 'ESTOP' }, 'eve');
    bench.state('cellar_lever', {}, { kind: 'SAFE', latched: false });
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const token = String(bench.view('reset')?.token);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token }, 'ben');
    expect(probe.take('latch')).toEqual(['FAULT cellar_lever', 'E_STOP ben', 'gone']);
  });

  test('an engine that goes on from a snapshot with commands open, or from none that can be read', () => {
    const { bench, probe } = probed({ light: lamp('on') });
    bench.answers.set('cellar_lamp', []);
    bench.started();
    restoreEngine(smallRoom({ light: lamp('on') }), { ...OPTIONS, probe }, bench.engine.snapshot());
    restoreEngine(smallRoom({ light: lamp('on') }), { ...OPTIONS, probe }, 'torn');
    expect(probe.take('restored')).toEqual(['1', '-1']);
  });
});

describe('safety guards', () => {
  const interlocks: NonNullable<RoomParts['interlocks']> = {
    quiet: {
      title: 'No bell while the post moves',
      when: {
        all: [
          {
            any: [
              { device: 'cellar_post', property: 'motion', equals: 'up' },
              { device: 'cellar_post', property: 'motion', equals: 'down' },
            ],
          },
          { not: { device: 'cellar_lever', online: false } },
          { heldFor: { ms: 500, condition: { device: 'cellar_lever', property: 'notch', above: 2 } } },
        ],
      },
      forbid: [{ device: 'attic_bell', op: 'on' }],
    },
  };

  test('are named, with what cannot be', () => {
    const guards = safetyGuards(smallRoom(WAIT, { interlocks }));
    expect(guards.map(({ id }) => id)).toEqual(['gate', 'reset_request', 'reset_confirm', 'interlock/quiet']);
    expect(guards[3]).toEqual({
      id: 'interlock/quiet',
      names: [
        'cellar_post.motion equals up',
        'cellar_post.motion equals down',
        'cellar_lever offline',
        'cellar_lever.notch above 2',
      ],
      never: [[0b0011, 0b0011]],
    });
  });

  test('tell the leaves of an interlock as it saw them', () => {
    const { bench, probe } = probed(WAIT, { interlocks });
    bench.started();
    probe.take('guard');
    bench.state('cellar_post', { motion: 'down' });
    bench.state('cellar_lever', { notch: 3 });
    bench.advance(500);
    expect(probe.take('guard')).toEqual(['3 10', '3 1010', '3 1010']);
  });

  test('tell what a command met at the gate', () => {
    const { bench, probe } = probed(WAIT);
    bench.online();
    probe.take('guard');
    bench.operator({ action: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } });
    bench.operator({ action: 'START_GRAPH' });
    bench.operator({ action: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } });
    bench.operator({ action: 'PAUSE_DISPATCH' });
    bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } });
    // bus_up 1, safety_layer 2, paused 4, critical 8, armed 16, online 32, safe 64.
    expect(probe.take('guard')).toEqual(['0 1101001', '0 1111001', '0 1110101']);
    bench.step([{ kind: 'bus', up: false }]);
    bench.operator({ action: 'ESTOP' });
    expect(new Set(probe.take('guard'))).toEqual(new Set(['0 1111110', '0 1110110']));
    bench.step([{ kind: 'bus', up: true }]);
    bench.alive.clear();
    bench.advance(4000);
    probe.take('guard');
    bench.operator({ action: 'DISPATCH', device: 'cellar_lever', parameters: { op: 'noop' } });
    expect(probe.take('guard')).toEqual(['0 1010101']);
  });

  test('tell who asked for a reset, and with what in the way', () => {
    const { bench, probe } = probed(WAIT);
    bench.started();
    probe.take('guard');
    bench.operator({ action: 'REQUEST_SAFETY_RESET' });
    bench.state('cellar_lever', {}, ESTOP);
    const told = (): string[] => probe.take('guard').filter((line) => !line.startsWith('0 '));
    expect(told()).toEqual(['1 100']);
    bench.operator({ action: 'REQUEST_SAFETY_RESET' });
    bench.state('cellar_lever', {}, { kind: 'E_STOP', latched: true, reason_code: 'ESTOP_LATCHED' });
    bench.answers.set('cellar_lever', []);
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const token = String(bench.view('reset')?.token);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token }, 'ada');
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: '' }, 'ben');
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token }, 'ben');
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(told()).toEqual(['1 1101', '1 101', '2 111', '2 100', '2 101', '1 111']);
  });
});

test('a probe changes nothing', () => {
  const run = (options: object): string => {
    const bench = new Bench(smallRoom({ light: { ...lamp('on'), next: 'wait' }, ...WAIT }), { key: KEY, ...options });
    bench.started();
    bench.operator(byHand);
    bench.operator({ action: 'ESTOP' });
    bench.advance(5000);
    return `${bench.engine.hash()} ${bench.engine.snapshot()}`;
  };
  expect(run({ probe: new RecordingProbe() })).toBe(run({}));
});
