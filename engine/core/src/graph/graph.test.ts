import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { type Nodes, smallRoom } from '../../test/fixtures/small-room.ts';

const lampOn = { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } } as const;
const bellOn = { kind: 'DISPATCH', device: 'attic_bell', parameters: { op: 'on' } } as const;
const leverPulled = { device: 'cellar_lever', property: 'active', equals: true } as const;
const won = { kind: 'END', outcome: 'won' } as const;

const play = (nodes: Nodes, start?: string[]): Bench =>
  new Bench(smallRoom(nodes, start === undefined ? {} : { start })).started();

describe('a path', () => {
  test('runs DELAY, DISPATCH, WAIT and END in order', () => {
    const bench = play({
      first: { kind: 'DELAY', ms: 1500, next: 'light' },
      light: { ...lampOn, next: 'lever' },
      lever: { kind: 'WAIT_CONDITION', condition: leverPulled, next: 'end' },
      end: won,
    });
    bench.advance(1499);
    expect(bench.commands).toHaveLength(0);
    bench.advance(1);
    expect(bench.operations()).toEqual(['cellar_lamp on']);
    expect(bench.nodeState('lever')).toBe('active');
    bench.state('cellar_lever', { active: true });
    expect(bench.view('engine')).toMatchObject({ phase: 'finished', outcome: 'won' });
  });

  test.each([
    ['REJECTED BUSY', 'REJECTED:BUSY'],
    ['FAILED MOTION_TIMEOUT', 'FAILED:MOTION_TIMEOUT'],
  ])('pauses when its command is %s, and RESUME_NODE sends a new one', (answer, reason) => {
    const bench = new Bench(smallRoom({ light: { ...lampOn, next: 'end' }, end: won }));
    bench.answers.set('cellar_lamp', [answer]);
    bench.started();
    expect(bench.nodeState('light')).toBe(`paused ${reason}`);
    expect([...bench.engine.view().keys()].filter((key) => key.startsWith('fault/'))).toHaveLength(1);
    bench.answers.clear();
    bench.operator({ action: 'RESUME_NODE', node: 'light' });
    expect(bench.nodeState('light')).toBe('done');
    expect(new Set(bench.commands.map((one) => one.command_id)).size).toBe(2);
    expect(bench.commands[0]?.correlation_id).not.toBe(bench.commands[1]?.correlation_id);
    expect([...bench.engine.view().keys()].filter((key) => key.startsWith('fault/'))).toHaveLength(0);
  });

  test('pauses when nobody answers, and SKIP_NODE passes the node', () => {
    const bench = new Bench(smallRoom({ light: { ...lampOn, next: 'end' }, end: won }));
    bench.answers.set('cellar_lamp', []);
    bench.started();
    bench.advance(6000);
    expect(bench.nodeState('light')).toBe('paused ACK_TIMEOUT');
    bench.operator({ action: 'SKIP_NODE', node: 'light' });
    expect(bench.nodeState('light')).toBe('skipped');
    expect(bench.view('engine')).toMatchObject({ phase: 'finished' });
  });

  test('pauses when a WAIT times out, and takes what comes after RESUME_NODE alone', () => {
    const bench = play({
      lever: { kind: 'WAIT_STATE_EQUALS', device: 'cellar_lever', pointer: '/active', equals: true, timeoutMs: 1000 },
    });
    bench.advance(1000);
    expect(bench.nodeState('lever')).toBe('paused WAIT_TIMEOUT');
    bench.state('cellar_lever', { active: true });
    expect(bench.nodeState('lever')).toBe('paused WAIT_TIMEOUT');
    bench.operator({ action: 'RESUME_NODE', node: 'lever' });
    expect(bench.nodeState('lever')).toBe('done');
  });

  test('holds for a CRITICAL device that is not ready, then pauses', () => {
    const room = smallRoom({ door: { kind: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } } });
    const bench = new Bench(room);
    bench.alive.clear();
    bench.operator({ action: 'START_GRAPH' });
    expect(bench.nodeState('door')).toBe('active DEVICE_UNSEEN');
    bench.advance(3000);
    expect(bench.nodeState('door')).toBe('paused DEVICE_UNSEEN');
    const ready = new Bench(room);
    ready.operator({ action: 'START_GRAPH' });
    ready.online();
    expect(ready.nodeState('door')).toBe('done');
  });
});

describe('kinds', () => {
  test('BRANCH takes the first case that holds, else next', () => {
    const nodes: Nodes = {
      fork: {
        kind: 'BRANCH',
        cases: [
          { when: { not: leverPulled }, next: 'released' },
          { when: leverPulled, next: 'pulled' },
        ],
        next: 'neither',
      },
      released: { kind: 'NOOP' },
      pulled: { kind: 'NOOP' },
      neither: { kind: 'NOOP' },
    };
    const bench = play(nodes);
    expect(['released', 'pulled', 'neither'].map((node) => bench.nodeState(node))).toEqual([
      'done',
      'absent',
      'absent',
    ]);
  });

  test('JOIN fires once, when all that lead to it have arrived', () => {
    const bench = play(
      {
        quick: { kind: 'NOOP', next: 'join' },
        slow: { kind: 'DELAY', ms: 100, next: 'join' },
        join: { kind: 'JOIN', next: ['again', 'light'] },
        light: lampOn,
        // A path that comes back must not fire it a second time.
        again: { kind: 'DELAY', ms: 10, next: ['quick', 'slow'] },
      },
      ['quick', 'slow'],
    );
    expect(bench.nodeState('join')).toBe('active');
    bench.advance(1000);
    expect(bench.operations()).toEqual(['cellar_lamp on']);
    expect(bench.engine.counters().graph_join_ignored).toBeGreaterThan(0);
  });

  test('JOIN with need fires with that many', () => {
    const bench = play(
      {
        a: { kind: 'NOOP', next: 'join' },
        b: { kind: 'DELAY', ms: 100, next: 'join' },
        join: { kind: 'JOIN', need: 1, next: 'light' },
        light: lampOn,
      },
      ['a', 'b'],
    );
    expect(bench.operations()).toEqual(['cellar_lamp on']);
    bench.advance(200);
    expect(bench.operations()).toEqual(['cellar_lamp on']);
  });

  test('GROUP is done when every path inside has ended, and can be skipped as a whole', () => {
    const nodes: Nodes = {
      group: { kind: 'GROUP', start: ['a', 'b'], next: 'after' },
      a: { kind: 'DELAY', ms: 100, group: 'group', next: 'a2' },
      a2: { kind: 'DELAY', ms: 100, group: 'group' },
      b: { kind: 'DELAY', ms: 50, group: 'group' },
      after: { kind: 'NOOP' },
    };
    const bench = play(nodes);
    bench.advance(199);
    expect([bench.nodeState('group'), bench.nodeState('b'), bench.nodeState('after')]).toEqual([
      'active',
      'done',
      'absent',
    ]);
    bench.advance(1);
    expect([bench.nodeState('group'), bench.nodeState('after')]).toEqual(['done', 'done']);
    const skipped = play(nodes);
    skipped.operator({ action: 'SKIP_NODE', node: 'group' });
    skipped.advance(1000);
    expect(['group', 'a', 'a2', 'b', 'after'].map((node) => skipped.nodeState(node))).toEqual([
      'skipped',
      'skipped',
      'absent',
      'skipped',
      'done',
    ]);
  });

  test('CUE publishes its address and typed arguments', () => {
    const bench = play({ cue: { kind: 'CUE', cue: 'chime', address: '/chime', args: [1, 0.5, true, 'x'] } });
    const cue = bench.published.find((one) => one.topic === 'room/small/audio/cue');
    expect(cue).toMatchObject({ qos: 1, retain: true });
    expect(JSON.parse(cue?.payload ?? '{}')).toMatchObject({
      cue_id: 'chime',
      address: '/chime',
      args: [
        { type: 'INT', value: 1 },
        { type: 'FLOAT', value: 0.5 },
        { type: 'BOOL', value: true },
        { type: 'STRING', value: 'x' },
      ],
    });
  });

  test('CHECKPOINT can be gone back to; its paths start when dispatch is resumed', () => {
    const bench = play({
      mark: { kind: 'CHECKPOINT', next: 'light' },
      light: { ...lampOn, next: 'lever' },
      lever: { kind: 'WAIT_CONDITION', condition: leverPulled, next: 'bell' },
      bell: bellOn,
    });
    bench.state('cellar_lever', { active: true });
    bench.state('cellar_lever', { active: false });
    expect(bench.nodeState('bell')).toBe('done');
    bench.operator({ action: 'GO_TO_CHECKPOINT', node: 'mark' });
    expect(bench.nodeState('bell')).toBe('absent');
    expect(bench.operations()).toEqual(['cellar_lamp on', 'attic_bell on']);
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.operations()).toEqual(['cellar_lamp on', 'attic_bell on', 'cellar_lamp on']);
    expect(bench.nodeState('lever')).toBe('active');
  });
});

describe('bounds and pauses', () => {
  test('at most 128 transitions a tick; a loop goes on at the next ms and never stops time', () => {
    const bench = play({ a: { kind: 'NOOP', next: 'b' }, b: { kind: 'NOOP', next: 'a' } });
    expect(bench.engine.counters().graph_transitions).toBe(128);
    expect(bench.engine.nextDeadlineUs()).toBe(1000);
    bench.advance(1);
    expect(bench.engine.counters().graph_transitions).toBe(256);
  });

  test('PAUSE_DISPATCH stops delays where they are; a condition met meanwhile counts', () => {
    const bench = play(
      {
        delay: { kind: 'DELAY', ms: 1000, next: 'light' },
        light: lampOn,
        lever: { kind: 'WAIT_CONDITION', condition: leverPulled, next: 'bell' },
        bell: bellOn,
      },
      ['delay', 'lever'],
    );
    bench.advance(400);
    bench.operator({ action: 'PAUSE_DISPATCH' });
    bench.state('cellar_lever', { active: true });
    bench.state('cellar_lever', { active: false });
    bench.advance(5000);
    expect(bench.operations()).toEqual([]);
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.operations()).toEqual(['attic_bell on']);
    bench.advance(599);
    expect(bench.nodeState('delay')).toBe('active');
    bench.advance(1);
    expect(bench.operations()).toEqual(['attic_bell on', 'cellar_lamp on']);
  });

  test('PAUSE_NODE keeps what is left of a DELAY', () => {
    const bench = play({ delay: { kind: 'DELAY', ms: 1000, next: 'light' }, light: lampOn });
    bench.advance(300);
    bench.operator({ action: 'PAUSE_NODE', node: 'delay' });
    bench.advance(5000);
    expect(bench.nodeState('delay')).toBe('paused OPERATOR');
    bench.operator({ action: 'RESUME_NODE', node: 'delay' });
    bench.advance(699);
    expect(bench.nodeState('delay')).toBe('active');
    bench.advance(1);
    expect(bench.nodeState('delay')).toBe('done');
  });

  test('STOP_GRAPH ends all paths and disarms; START_GRAPH begins anew', () => {
    const bench = play({ delay: { kind: 'DELAY', ms: 1000, next: 'light' }, light: lampOn });
    bench.operator({ action: 'STOP_GRAPH' });
    bench.advance(2000);
    expect(bench.operations()).toEqual([]);
    expect(bench.view('engine')).toMatchObject({ phase: 'idle', outcome: 'stopped', armed: false });
    bench.operator({ action: 'START_GRAPH' });
    bench.advance(1000);
    expect(bench.operations()).toEqual(['cellar_lamp on']);
  });

  test('the game is over when its time is', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 60_000 } }, { gameMs: 10_000 })).started();
    bench.advance(4000);
    bench.operator({ action: 'PAUSE_TIMER' });
    bench.advance(5000);
    expect(bench.view('timer')).toMatchObject({ elapsedMs: 4000, running: false });
    bench.operator({ action: 'RESUME_TIMER' });
    bench.advance(5999);
    expect(bench.view('engine')).toMatchObject({ phase: 'running' });
    bench.advance(1);
    expect(bench.view('engine')).toMatchObject({ phase: 'finished', outcome: 'timeout' });
  });
});
