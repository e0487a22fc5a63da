import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

const lamp = (op: string, layer: 'puzzle' | 'scene' = 'puzzle') =>
  ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op }, layer }) as const;
const leverAt = (value: number) => ({ device: 'cellar_lever', property: 'notch', equals: value }) as const;
const byHand = { action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'off' } } as const;
const release = { action: 'RELEASE', device: 'cellar_lamp' } as const;

describe('arbitration', () => {
  test('a person takes an output; a puzzle waits and goes on with its own command on release', () => {
    const bench = new Bench(
      smallRoom({
        lever: { kind: 'WAIT_CONDITION', condition: leverAt(1), next: 'light' },
        light: { ...lamp('on'), next: 'end' },
        end: { kind: 'END', outcome: 'won' },
      }),
    ).started();
    bench.operator(byHand);
    bench.state('cellar_lever', { notch: 1 });
    expect(bench.nodeState('light')).toBe('paused OWNED_BY_MANUAL');
    expect(bench.view('device/cellar_lamp')).toMatchObject({ owner: 'manual' });
    expect(bench.operations()).toEqual(['cellar_lamp off']);
    bench.operator(release);
    expect(bench.operations()).toEqual(['cellar_lamp off', 'cellar_lamp on']);
    expect(bench.view('engine')).toMatchObject({ phase: 'finished' });
  });

  test('on release the newest intent of the layer below goes out, never an older one', () => {
    const bench = new Bench(
      smallRoom({
        first: { ...lamp('on'), next: 'lever' },
        lever: { kind: 'WAIT_CONDITION', condition: leverAt(1), next: 'second' },
        second: { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'set', on: true } },
      }),
    ).started();
    bench.operator(byHand);
    bench.state('cellar_lever', { notch: 1 });
    bench.operator(release);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp off', 'cellar_lamp set']);
  });

  test('what a person overrode is restored on release, once', () => {
    const bench = new Bench(smallRoom({ first: lamp('on') })).started();
    bench.operator(byHand);
    bench.operator(release);
    bench.operator(release);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp off', 'cellar_lamp on']);
    expect(bench.view('refusal')).toMatchObject({ action: 'RELEASE', reason: 'NOT_HELD' });
  });

  test('a skipped node leaves no intent behind', () => {
    const bench = new Bench(
      smallRoom({ lever: { kind: 'WAIT_CONDITION', condition: leverAt(1), next: 'light' }, light: lamp('on') }),
    ).started();
    bench.operator(byHand);
    bench.state('cellar_lever', { notch: 1 });
    bench.operator({ action: 'SKIP_NODE', node: 'light' });
    bench.operator(release);
    expect(bench.operations()).toEqual(['cellar_lamp off']);
  });

  test('a puzzle takes an output from the scene in mid-command; `release` gives it back', () => {
    const bench = new Bench(
      smallRoom(
        {
          scene: lamp('on', 'scene'),
          lever: { kind: 'WAIT_CONDITION', condition: leverAt(1), next: 'puzzle' },
          puzzle: { ...lamp('off'), release: true },
        },
        { start: ['scene', 'lever'] },
      ),
    );
    bench.answers.set('cellar_lamp on', ['ACCEPTED']);
    bench.answers.set('cellar_lamp off', ['ACCEPTED']);
    bench.started();
    bench.state('cellar_lever', { notch: 1 });
    expect(bench.nodeState('scene')).toBe('paused OWNED_BY_PUZZLE');
    const [, off] = bench.commands;
    if (off !== undefined) bench.step([bench.ack(off, 'COMPLETED')]);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp off', 'cellar_lamp on']);
  });

  test('a person supersedes a puzzle in mid-command', () => {
    const bench = new Bench(smallRoom({ light: lamp('on') }));
    bench.answers.set('cellar_lamp on', ['ACCEPTED']);
    bench.started();
    bench.operator(byHand);
    expect(bench.view(`command/${bench.commands[0]?.command_id}`)).toMatchObject({ status: 'SUPERSEDED' });
    expect(bench.nodeState('light')).toBe('paused OWNED_BY_MANUAL');
  });
});

describe('interlocks', () => {
  const interlocks = {
    no_fog: {
      title: 'No fog while the post moves',
      when: { device: 'cellar_post', property: 'moving', equals: true },
      forbid: [{ device: 'cellar_fog', op: 'trigger' }],
      force: [{ device: 'cellar_lamp', op: 'on' }],
    },
  };
  const exclusive = {
    one_light: [
      { device: 'cellar_lamp', op: 'on' },
      { device: 'attic_bell', op: 'on' },
    ],
  };
  const nodes = {
    lever: { kind: 'WAIT_CONDITION', condition: leverAt(1), next: 'fog' },
    fog: { kind: 'DISPATCH', device: 'cellar_fog', parameters: { op: 'trigger' } },
  } as const;
  const room = () => smallRoom(nodes, { interlocks, exclusive });

  test('pause the path that wants what is forbidden, and refuse it to people', () => {
    const bench = new Bench(room()).started();
    bench.state('cellar_post', { moving: true });
    bench.state('cellar_lever', { notch: 1 });
    expect(bench.nodeState('fog')).toBe('paused INTERLOCK:no_fog');
    bench.operator({ action: 'DISPATCH', device: 'cellar_fog', parameters: { op: 'trigger', duration_ms: 500 } });
    expect(bench.view('refusal')).toMatchObject({ reason: 'INTERLOCK:no_fog' });
    bench.state('cellar_post', { moving: false });
    expect(bench.nodeState('fog')).toBe('paused INTERLOCK:no_fog');
    bench.operator({ action: 'RESUME_NODE', node: 'fog' });
    expect(bench.nodeState('fog')).toBe('done');
  });

  test('with a hold keep the path waiting for their end, at most so long', () => {
    const held = () => {
      const noFog = { ...interlocks.no_fog, holdMs: 2000 };
      const bench = new Bench(smallRoom(nodes, { interlocks: { no_fog: noFog } })).started();
      bench.state('cellar_post', { moving: true });
      bench.state('cellar_lever', { notch: 1 });
      expect(bench.nodeState('fog')).toBe('active INTERLOCK:no_fog');
      return bench;
    };
    const patient = held();
    patient.state('cellar_post', { moving: false });
    expect(patient.nodeState('fog')).toBe('done');
    const late = held();
    late.advance(2001);
    expect(late.nodeState('fog')).toBe('paused INTERLOCK:no_fog');
    late.state('cellar_post', { moving: false });
    expect(late.nodeState('fog')).toBe('paused INTERLOCK:no_fog');
  });

  test('force on the safety layer while they hold, and give back after', () => {
    const bench = new Bench(room()).started();
    bench.operator(byHand);
    bench.state('cellar_post', { moving: true });
    expect(bench.view('device/cellar_lamp')).toMatchObject({ owner: 'safety' });
    bench.operator(byHand);
    expect(bench.view('refusal')).toMatchObject({ reason: 'OWNED_BY_SAFETY' });
    bench.state('cellar_post', { moving: false });
    expect(bench.operations()).toEqual(['cellar_lamp off', 'cellar_lamp on', 'cellar_lamp off']);
  });

  test('of an exclusive set only one has its operation', () => {
    const bench = new Bench(room()).online();
    const ask = (device: string, op: string): void =>
      bench.operator({ action: 'DISPATCH', device, parameters: { op } });
    ask('cellar_lamp', 'on');
    ask('attic_bell', 'on');
    expect(bench.view('refusal')).toMatchObject({ reason: 'EXCLUSIVE:one_light' });
    ask('cellar_lamp', 'off');
    ask('attic_bell', 'on');
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp off', 'attic_bell on']);
  });

  describe('of a group of units', () => {
    const both = (op: string) => ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op } }) as const;
    const allOff = { action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'all_off' } } as const;

    test('belongs to whoever owns one of them, and goes on when that one is given back', () => {
      const bench = new Bench(
        smallRoom({
          lever: { kind: 'WAIT_CONDITION', condition: leverAt(1), next: 'light' },
          light: { ...both('all_on'), next: 'end' },
          end: { kind: 'END', outcome: 'won' },
        }),
      ).started();
      bench.operator(byHand);
      bench.state('cellar_lever', { notch: 1 });
      expect(bench.nodeState('light')).toBe('paused OWNED_BY_MANUAL');
      bench.operator(release);
      expect(bench.operations()).toEqual(['cellar_lamp off', 'cellar_lamp all_on']);
      expect(bench.view('engine')).toMatchObject({ phase: 'finished' });
    });

    test('gives its units back to who wanted them before', () => {
      const bench = new Bench(smallRoom({ first: lamp('on') })).started();
      bench.operator(allOff);
      bench.operator({ action: 'RELEASE', device: 'cellar_lamp' });
      expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp all_off', 'cellar_lamp on']);
    });
  });
});
