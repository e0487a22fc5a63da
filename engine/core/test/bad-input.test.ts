/** Bad messages change nothing but counters: the snapshot before and after differ in nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Input } from '../src/types.ts';
import { Bench, SAFE } from './fixtures/bench.ts';
import { smallRoom } from './fixtures/small-room.ts';

const room = smallRoom({
  light: { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' }, next: 'lever' },
  lever: { kind: 'WAIT_CONDITION', condition: { device: 'cellar_lever', property: 'active', equals: true } },
});

const UUID = '00000000-0000-4000-8000-000000000000';
const good = {
  heartbeat: { schema: 'v8', room_id: 'small', uptime_ms: 5, firmware_version: '1', safety_state: SAFE },
  state: { schema: 'v8', room_id: 'small', safety_state: { kind: 'E_STOP', latched: true }, state: { active: true } },
  ack: {
    schema: 'v8',
    room_id: 'small',
    command_id: UUID,
    correlation_id: UUID,
    status: 'COMPLETED',
    safety_state: SAFE,
    uptime_ms: 1,
  },
  presence: { schema: 'v8', room_id: 'small', presence: 'OFFLINE' },
} as const;
type Leaf = keyof typeof good;

/** What the snapshot says, counters and the hash of what came in left out. */
function stateOf(bench: Bench): unknown {
  const { counters: _counters, hash: _hash, ...state } = JSON.parse(bench.engine.snapshot());
  return state;
}

function sum(counters: Readonly<Record<string, number>>): number {
  return Object.entries(counters).reduce(
    (total, [name, value]) => (/^(rejected|ack)_/.test(name) ? total + value : total),
    0,
  );
}

function expectNothing(inputs: readonly Input[]): void {
  const bench = new Bench(room);
  bench.answers.set('cellar_lamp', []);
  bench.started();
  bench.state('cellar_lever', { active: false });
  const before = stateOf(bench);
  const counted = sum(bench.engine.counters());
  const effects = bench.engine.step(bench.nowUs, inputs);
  expect([...effects]).toEqual([]);
  expect(stateOf(bench)).toEqual(before);
  expect(sum(bench.engine.counters())).toBe(counted + inputs.length);
}

const leaf = fc.constantFrom<Leaf>('heartbeat', 'state', 'ack', 'presence');
const message = (topic: string, payload: string | null, retain = false): Input => ({
  kind: 'message',
  topic,
  payload,
  retain,
});
const topicOf = (what: Leaf): string => `room/small/device/cellar_lever/${what}`;

describe('bad input', () => {
  test('a message with one member missing or mistyped', () => {
    const spoil = fc.oneof(
      fc.constant({ drop: true as const }),
      fc.record({
        value: fc.oneof(fc.constant(null), fc.constant([]), fc.constant('?? ?'), fc.constant(-1), fc.constant(1.5)),
      }),
    );
    const spoiled = leaf.chain((what) =>
      fc.record({ what: fc.constant(what), member: fc.constantFrom(...Object.keys(good[what])), spoil }),
    );
    fc.assert(
      fc.property(fc.array(spoiled, { minLength: 1, maxLength: 4 }), (list) => {
        expectNothing(
          list.map(({ what, member, spoil: how }) => {
            const body: Record<string, unknown> = { ...good[what] };
            if ('drop' in how) delete body[member];
            // An open text takes any text; -1 stands for what is wrong in every member.
            else body[member] = typeof body[member] === 'string' && member === 'firmware_version' ? -1 : how.value;
            return message(topicOf(what), JSON.stringify(body));
          }),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('anything that is not the contract at all', () => {
    const topic = fc.oneof(
      leaf.map(topicOf),
      fc.string(),
      fc.constantFrom('room/small/core/control', 'room/small/core/dispatch', 'room/small/core/status'),
    );
    const payload = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constant('{"schema":"v8","room_id":"small"}'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(topic, payload, fc.boolean()), { minLength: 1, maxLength: 6 }), (list) => {
        expectNothing(list.map(([where, what, retain]) => message(where, what, retain)));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['oversized', message(topicOf('state'), JSON.stringify({ ...good.state, state: { text: 'x'.repeat(2048) } }))],
    ['oversized', message(topicOf('state'), JSON.stringify({ ...good.state, state: { text: '\u20ac'.repeat(700) } }))],
    ['not_utf8', message(topicOf('state'), null)],
    ['bad_json', message(topicOf('state'), '{')],
    ['bad_room', message(topicOf('state'), JSON.stringify({ ...good.state, room_id: 'other' }))],
    ['bad_room', message('room/other/device/cellar_lever/state', JSON.stringify(good.state))],
    ['bad_device', message('room/small/device/nobody/state', JSON.stringify(good.state))],
    ['bad_device', message(topicOf('state'), JSON.stringify({ ...good.state, device_id: 'cellar_lamp' }))],
    ['bad_topic', message('room/small/nothing', '{}')],
    ['bad_schema', message(topicOf('state'), JSON.stringify({ ...good.state, schema: 'v7' }))],
    [
      'bad_schema',
      message(
        topicOf('state'),
        JSON.stringify({
          ...good.state,
          state: Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`k${index}`, 1])),
        }),
      ),
    ],
    ['unexpected_topic', message('room/small/device/cellar_lamp/cmd', '{}', true)],
    ['retained', message(topicOf('heartbeat'), JSON.stringify(good.heartbeat), true)],
    ['retained', message(topicOf('ack'), JSON.stringify(good.ack), true)],
  ])('%s is counted as such', (reason, input) => {
    expectNothing([input]);
    const bench = new Bench(room);
    bench.engine.step(0, [input]);
    expect(bench.engine.counters()[`rejected_${reason}`]).toBe(1);
  });
});

describe('operators over the bus', () => {
  const control = (bench: Bench, more: Record<string, unknown>): void =>
    void bench.step([bench.message('core/control', { correlation_id: UUID, requested_by: 'ada', ...more })]);

  test('control needs the token', () => {
    const bench = new Bench(room, { controlToken: 'secret' }).online();
    control(bench, { action: 'START_GRAPH', control_token: 'guess' });
    expect(bench.view('engine')).toMatchObject({ phase: 'idle' });
    expect(bench.engine.counters()).toMatchObject({ control_denied: 1, fault_control_denied: 1 });
    control(bench, { action: 'START_GRAPH', control_token: 'secret' });
    expect(bench.view('engine')).toMatchObject({ phase: 'running' });
    control(bench, { action: 'PAUSE_NODE', control_token: 'secret', node_id: 'lever' });
    expect(bench.nodeState('lever')).toBe('paused OPERATOR');
    const open = new Bench(room).online();
    control(open, { action: 'START_GRAPH', control_token: '' });
    control(open, { action: 'START_GRAPH', control_token: 'undefined' });
    expect(open.view('engine')).toMatchObject({ phase: 'idle' });
  });

  test('dispatch goes to the manual layer', () => {
    const bench = new Bench(room, { controlToken: 'secret' }).online();
    const ask = {
      correlation_id: UUID,
      requested_by: 'ada',
      device_id: 'cellar_lamp',
      action: 'SET',
      parameters: { op: 'on' },
    };
    bench.step([bench.message('core/dispatch', ask)]);
    expect(bench.commands).toHaveLength(0);
    bench.step([bench.message('core/dispatch', { ...ask, control_token: 'secret' })]);
    expect(bench.operations()).toEqual(['cellar_lamp on']);
    expect(bench.view('device/cellar_lamp')).toMatchObject({ owner: 'manual' });
  });

  test.each([
    ['oversized', { parameters: { op: 'on', note: 'x'.repeat(2048) } }],
    ['bad_schema', { parameters: Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`k${index}`, 1])) }],
    ['bad_schema', { control_token: 's'.repeat(257) }],
    ['bad_schema', { requested_by: '' }],
    ['bad_schema', { safety_class: 'HARMLESS' }],
    ['bad_room', { room_id: 'other' }],
  ])('a dispatch beyond the contract is refused as %s', (reason, more) => {
    const bench = new Bench(room, { controlToken: 'secret' }).online();
    const ask = { correlation_id: UUID, requested_by: 'ada', device_id: 'cellar_lamp', action: 'SET' };
    const good = { ...ask, control_token: 'secret', parameters: { op: 'on' } };
    bench.step([bench.message('core/dispatch', { ...good, ...more })]);
    expect(bench.engine.counters()[`rejected_${reason}`]).toBe(1);
    expect(bench.commands).toHaveLength(0);
  });

  test('a misspelt member is refused, not ignored', () => {
    const bench = new Bench(room, { controlToken: 'secret' }).online();
    control(bench, { action: 'START_GRAPH', control_token: 'secret', nodeid: 'lever' });
    expect(bench.view('engine')).toMatchObject({ phase: 'idle' });
    expect(bench.engine.counters().rejected_bad_schema).toBe(1);
  });
});
