import { describe, expect, test } from 'vitest';
import { Bench, type Sent } from '../../test/fixtures/bench.ts';
import { type Nodes, type RoomParts, smallRoom } from '../../test/fixtures/small-room.ts';

const lamp = (op: string, layer: 'puzzle' | 'scene' = 'puzzle') =>
  ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op }, layer }) as const;
const leverAt = (value: number) => ({ device: 'cellar_lever', property: 'notch', equals: value }) as const;
const atNotch = (value: number, next: string) => ({ kind: 'WAIT_CONDITION', condition: leverAt(value), next }) as const;
const release = { action: 'RELEASE', device: 'cellar_lamp' } as const;
const WAIT: Nodes = { wait: { kind: 'DELAY', ms: 600_000 } };

function room(nodes: Nodes, parts: RoomParts = {}): Bench {
  return new Bench(smallRoom(nodes, parts));
}
const byHand = (bench: Bench, op: string, device = 'cellar_lamp'): void =>
  bench.operator({ action: 'DISPATCH', device, parameters: { op } });
const notch = (bench: Bench, value: number): void => bench.state('cellar_lever', { notch: value });
const last = (bench: Bench): Sent => {
  const command = bench.commands.at(-1);
  if (command === undefined) throw new Error('no command was sent');
  return command;
};
const owner = (bench: Bench, device = 'cellar_lamp'): unknown => bench.view(`device/${device}`)?.owner;
const faults = (bench: Bench, kind: string): Record<string, unknown>[] =>
  bench.published
    .filter(({ topic }) => topic.endsWith('/core/fault'))
    .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>)
    .filter((fault) => fault.kind === kind);

describe('a node', () => {
  test('may ask for what drives nothing: it owns nothing and waits for nobody', () => {
    const bench = room({ ping: { ...lamp('noop'), next: 'again' }, again: lamp('noop') });
    bench.answers.set('cellar_lamp noop', ['ACCEPTED']);
    bench.started();
    byHand(bench, 'off');
    bench.step([bench.ack(bench.commands[0] ?? last(bench), 'COMPLETED')]);
    expect(bench.operations()).toEqual(['cellar_lamp noop', 'cellar_lamp off', 'cellar_lamp noop']);
    expect(owner(bench)).toBe('manual');
    expect(bench.nodeState('ping')).toBe('done');
  });

  test('owns its output from asking on, also while it waits for the device', () => {
    const bench = room({ shut: { kind: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } } });
    bench.alive.delete('cellar');
    bench.step(bench.beats());
    bench.operator({ action: 'START_GRAPH' });
    expect(bench.nodeState('shut')).toBe('active DEVICE_UNSEEN');
    expect(owner(bench, 'cellar_door')).toBe('puzzle');
    expect(bench.commands).toEqual([]);
  });

  test('pauses when too many commands of its device are open', () => {
    const bench = room({ lever: atNotch(1, 'light'), light: lamp('on') }).online();
    bench.answers.set('cellar_lamp', []);
    bench.operator({ action: 'START_GRAPH' });
    for (let count = 0; count < 8; count += 1) byHand(bench, 'noop');
    notch(bench, 1);
    expect(bench.nodeState('light')).toBe('paused QUEUE_FULL');
  });

  test('waits its turn behind its own layer, first come first, and goes on when the one before has ended', () => {
    const bench = room(
      { one: lamp('on'), two: lamp('off'), three: { ...lamp('set'), parameters: { op: 'set', on: true } } },
      { start: ['one', 'two', 'three'] },
    );
    bench.answers.set('cellar_lamp', ['ACCEPTED']);
    bench.started();
    expect(['one', 'two', 'three'].map((node) => bench.nodeState(node))).toEqual([
      'active',
      'active QUEUED',
      'active QUEUED',
    ]);
    bench.step([bench.ack(last(bench), 'FAILED', 'SENSOR_FAULT')]);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp off']);
    bench.step([bench.ack(last(bench), 'COMPLETED')]);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp off', 'cellar_lamp set']);
    expect(bench.nodeState('two')).toBe('done');
  });

  test('that is skipped leaves its place in the queue to the next', () => {
    const bench = room(
      { one: lamp('on'), two: lamp('off'), three: { ...lamp('set'), parameters: { op: 'set', on: true } } },
      { start: ['one', 'two', 'three'] },
    );
    bench.answers.set('cellar_lamp', ['ACCEPTED']);
    bench.started();
    bench.operator({ action: 'SKIP_NODE', node: 'two' });
    bench.step([bench.ack(last(bench), 'COMPLETED')]);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp set']);
  });

  test('that stops what is under way lets nobody pass who waits in front', () => {
    const post = (op: string) => ({ kind: 'DISPATCH', device: 'cellar_post', parameters: { op } }) as const;
    const bench = room(
      { up: post('up'), down: post('down'), again: post('up'), lever: atNotch(1, 'stop'), stop: post('stop') },
      { start: ['up', 'down', 'again', 'lever'] },
    );
    bench.answers.set('cellar_post', ['ACCEPTED']);
    bench.started();
    notch(bench, 1);
    expect(bench.operations()).toEqual(['cellar_post up', 'cellar_post stop']);
    bench.step([bench.ack(last(bench), 'COMPLETED')]);
    expect(bench.operations().at(-1)).toBe('cellar_post down');
    bench.step([bench.ack(last(bench), 'COMPLETED')]);
    expect(bench.operations().at(-1)).toBe('cellar_post up');
  });

  test('of another output does not wait, and of a weaker layer takes no turn from a stronger', () => {
    const bell = { kind: 'DISPATCH', device: 'attic_bell', parameters: { op: 'on' } } as const;
    const bench = room({ one: lamp('on'), bell, scene: lamp('off', 'scene') }, { start: ['one', 'bell', 'scene'] });
    bench.answers.set('cellar_lamp', ['ACCEPTED']);
    bench.started();
    expect(bench.operations()).toEqual(['cellar_lamp on', 'attic_bell on']);
    expect(bench.nodeState('scene')).toBe('paused OWNED_BY_PUZZLE');
  });

  test('that stops the game and starts it anew finds no turn of the old run', () => {
    const bench = room({ one: lamp('on'), two: lamp('off') }, { start: ['one', 'two'] });
    bench.answers.set('cellar_lamp', ['ACCEPTED']);
    bench.started();
    bench.operator({ action: 'STOP_GRAPH' });
    expect(owner(bench)).toBeUndefined();
    bench.operator({ action: 'START_GRAPH' });
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp on']);
    bench.step([bench.ack(last(bench), 'COMPLETED')]);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp on', 'cellar_lamp off']);
    expect(bench.nodeState('two')).toBe('active');
  });
});

describe('a person', () => {
  test('is refused what a rule forbids before anything else, and what safety owns before the gate', () => {
    const interlocks = {
      dark: { title: 'Dark', when: leverAt(1), forbid: [{ device: 'cellar_lamp', op: 'on' }] },
      off: { title: 'Off', when: leverAt(1), force: [{ device: 'cellar_lamp', op: 'off' }] },
    };
    const bench = room(WAIT, { interlocks }).started();
    notch(bench, 1);
    bench.operator({ action: 'PAUSE_DISPATCH' });
    const refusal = (op: string): unknown => {
      byHand(bench, op);
      return bench.view('refusal')?.reason;
    };
    expect(refusal('on')).toBe('INTERLOCK:dark');
    expect(refusal('off')).toBe('OWNED_BY_SAFETY');
    expect(refusal('noop')).toBe('MANUAL_PAUSE');
    expect(owner(bench)).toBe('safety');
  });

  test('owns no output by what drives none', () => {
    const bench = room(WAIT).online();
    byHand(bench, 'noop');
    expect(owner(bench)).toBeUndefined();
    bench.operator(release);
    expect(bench.view('refusal')).toMatchObject({ reason: 'NOT_HELD' });
  });

  test('gives back every output of the device that is held, and no other', () => {
    const bench = room({ one: lamp('on') }).started();
    byHand(bench, 'all_off');
    byHand(bench, 'off');
    byHand(bench, 'on', 'attic_bell');
    bench.operator(release);
    expect(bench.view('refusal')).toBeUndefined();
    expect(owner(bench)).toBe('puzzle');
    expect(owner(bench, 'attic_bell')).toBe('manual');
    expect(bench.operations()).toEqual([
      'cellar_lamp on',
      'cellar_lamp all_off',
      'cellar_lamp off',
      'attic_bell on',
      'cellar_lamp on',
    ]);
  });

  test('who gives back what safety holds now restores nothing', () => {
    const interlocks = { off: { title: 'Off', when: leverAt(1), force: [{ device: 'cellar_lamp', op: 'off' }] } };
    const bench = room({ one: lamp('on') }, { interlocks }).started();
    byHand(bench, 'on');
    notch(bench, 1);
    const before = bench.operations().length;
    bench.operator(release);
    expect(bench.operations()).toHaveLength(before);
    expect(owner(bench)).toBe('safety');
    notch(bench, 0);
    expect(bench.operations().slice(before)).toEqual(['cellar_lamp on']);
    expect(owner(bench)).toBe('puzzle');
  });

  test('who gives back while dispatch is paused restores nothing, and is told why', () => {
    const bench = room({ one: { ...lamp('on'), next: 'wait' }, ...WAIT }).started();
    byHand(bench, 'off');
    bench.operator({ action: 'PAUSE_DISPATCH' });
    bench.operator(release);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp off']);
    expect(bench.engine.counters().reissue_refused).toBe(1);
    expect(faults(bench, 'INTENT_NOT_RESTORED')).toMatchObject([
      {
        severity: 'WARN',
        message: 'The intent of puzzle was not sent again on release: MANUAL_PAUSE',
        details: { device: 'cellar_lamp' },
      },
    ]);
  });

  test('who gives back what a rule forbids now, or what a full device cannot take, is told so too', () => {
    const interlocks = { dark: { title: 'Dark', when: leverAt(1), forbid: [{ device: 'cellar_lamp', op: 'on' }] } };
    const bench = room({ one: { ...lamp('on'), next: 'wait' }, ...WAIT }, { interlocks }).started();
    byHand(bench, 'off');
    notch(bench, 1);
    bench.operator(release);
    const full = room({ one: { ...lamp('on'), next: 'wait' }, ...WAIT }).started();
    byHand(full, 'off');
    full.answers.set('cellar_lamp', []);
    for (let count = 0; count < 8; count += 1) byHand(full, 'noop');
    full.operator(release);
    expect([bench, full].map((one) => faults(one, 'INTENT_NOT_RESTORED')[0]?.message)).toEqual([
      'The intent of puzzle was not sent again on release: INTERLOCK:dark',
      'The intent of puzzle was not sent again on release: QUEUE_FULL',
    ]);
  });

  test('takes an output in mid-command: its command ends as superseded by their layer', () => {
    const bench = room({ one: lamp('on') });
    bench.answers.set('cellar_lamp on', ['ACCEPTED']);
    bench.started();
    byHand(bench, 'off');
    const [first] = bench.commands;
    expect(bench.view(`command/${first?.command_id}`)).toMatchObject({
      status: 'SUPERSEDED',
      reason: 'OWNED_BY_MANUAL',
    });
    byHand(bench, 'on');
    byHand(bench, 'off');
    const superseded = bench.commands[2];
    expect(bench.view(`command/${superseded?.command_id}`)).toMatchObject({
      status: 'SUPERSEDED',
      reason: 'SUPERSEDED',
    });
  });
});

describe('an output', () => {
  test('whose node gives it back goes to the scene below, which sends what it wants now', () => {
    const bench = room(
      { scene: lamp('on', 'scene'), lever: atNotch(1, 'puzzle'), puzzle: { ...lamp('off'), release: true } },
      { start: ['scene', 'lever'] },
    ).started();
    notch(bench, 1);
    expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp off', 'cellar_lamp on']);
    const sent = bench.published
      .filter(({ topic }) => topic.endsWith('/cmd'))
      .map(({ payload }) => JSON.parse(payload));
    expect(sent.map(({ action }) => action)).toEqual(['SET', 'SET', 'SET']);
    expect(owner(bench)).toBe('scene');
  });

  test('whose node is skipped in mid-command goes back too when the node would have given it back', () => {
    for (const gives of [true, false]) {
      const bench = room(
        { scene: lamp('on', 'scene'), lever: atNotch(1, 'puzzle'), puzzle: { ...lamp('off'), release: gives } },
        { start: ['scene', 'lever'] },
      );
      bench.answers.set('cellar_lamp off', ['ACCEPTED']);
      bench.started();
      notch(bench, 1);
      bench.operator({ action: 'SKIP_NODE', node: 'puzzle' });
      expect(owner(bench)).toBe(gives ? 'scene' : 'puzzle');
    }
  });

  test('whose node is skipped stays with a later node of its layer', () => {
    const bench = room({ one: lamp('on'), lever: atNotch(1, 'two'), two: lamp('off') }, { start: ['one', 'lever'] });
    bench.answers.set('cellar_lamp on', ['ACCEPTED']);
    bench.started();
    notch(bench, 1);
    expect(bench.nodeState('two')).toBe('active QUEUED');
    bench.operator({ action: 'SKIP_NODE', node: 'one' });
    expect(owner(bench)).toBe('puzzle');
    expect(bench.nodeState('two')).toBe('done');
  });

  test('that nobody displaced is not driven again when it is given back', () => {
    const bench = room({ one: { ...lamp('on'), next: 'wait' }, ...WAIT });
    bench.started();
    byHand(bench, 'on', 'attic_bell');
    bench.operator({ action: 'RELEASE', device: 'attic_bell' });
    expect(bench.operations()).toEqual(['cellar_lamp on', 'attic_bell on']);
    expect(owner(bench, 'attic_bell')).toBeUndefined();
  });
});
