import { describe, expect, it } from 'vitest';
import type { Room } from '../room.ts';
import { ROOM_PROBLEMS, type RoomProblem } from './catalogue.ts';
import { checkRoom } from './check.ts';
import type { KnownModel, KnownModels } from './room-index.ts';

const button: KnownModel = {
  pins: { out: { signals: ['digital'], direction: 'in' } },
  params: { bounceMs: { min: 0, max: 200 } },
  actions: { press: { value: { min: 10, max: 1000 } } },
  truth: { pressed: { type: 'boolean' } },
};
const MODELS: KnownModels = {
  plants: {
    button,
    lamp: {
      pins: { out: { signals: ['pwm', 'digital'], direction: 'out' } },
      params: {},
      actions: {},
      truth: { level: { type: 'number' } },
    },
  },
  circuits: { estop_button: { ...button, pins: {} }, egress_button: { ...button, pins: {} } },
};

/** A small room without a problem: a lamp, a button, a strip; one group, one join, one branch. */
const SOUND = {
  manifest: {
    schema: 'understudy-room/1',
    room: 'hut',
    title: 'Hut',
    gameMs: 60_000,
    zones: { hall: { title: 'Hall' } },
    colors: { red: '#ff0000' },
    circuits: {
      estop: { dropOutMs: 20, buttons: { hall: { title: 'Stop', zone: 'hall' } } },
      egress: { releaseMs: 100, buttons: { hall: { title: 'Out', zone: 'hall', releases: ['glow'] } } },
    },
  },
  controllers: [
    {
      controller: 'board',
      title: 'Board',
      zone: 'hall',
      heartbeatMs: 1000,
      estopPin: 0,
      ledPin: 1,
      devices: {
        lamp: {
          title: 'Lamp',
          zone: 'hall',
          safetyClass: 'CRITICAL',
          units: { relay: { driver: 'relay', pins: { out: 2 }, params: { settleMs: 30 } } },
          operations: {
            set: { unit: 'relay', verb: 'set', args: { on: '$on' }, parameters: { on: { type: 'boolean' } } },
            off: { unit: 'relay', verb: 'off' },
            pulse: {
              unit: 'relay',
              verb: 'pulse',
              parameters: { duration_ms: { type: 'integer', minimum: 100, maximum: 3000, default: 500 } },
            },
          },
          safe: 'off',
        },
        bell: {
          title: 'Bell',
          safetyClass: 'NON_CRITICAL',
          units: { contact: { driver: 'contact', pins: { in: 3 }, publish: { active: 'pressed' } } },
        },
        frame: {
          title: 'Frame',
          safetyClass: 'NON_CRITICAL',
          units: { strip: { driver: 'strip', pins: { data: 4 } } },
          operations: {
            show: {
              unit: 'strip',
              verb: 'show',
              args: { effect: 'fire', color: '$color' },
              parameters: { color: { type: 'color', default: '#ff0000' } },
            },
            mood: {
              unit: 'strip',
              verb: 'set_brightness',
              args: { brightness: '$level' },
              parameters: { level: { type: 'enum', values: { low: 10, high: 200 }, default: 'low' } },
            },
          },
        },
      },
    },
  ],
  graph: {
    version: '1',
    start: ['ready'],
    nodes: {
      ready: { kind: 'GROUP', start: ['dark'], next: ['ring', 'shine'] },
      dark: { kind: 'DISPATCH', device: 'board_lamp', parameters: { op: 'set', on: false }, group: 'ready' },
      ring: { kind: 'WAIT_STATE_EQUALS', device: 'board_bell', pointer: '/pressed', equals: true, next: 'both' },
      shine: { kind: 'DISPATCH', device: 'board_frame', parameters: { op: 'show', color: 'red' }, next: 'both' },
      both: { kind: 'JOIN', next: 'again' },
      again: { kind: 'WAIT_CONDITION', condition: { device: 'board_bell', property: 'count', above: 3 }, next: 'fork' },
      fork: {
        kind: 'BRANCH',
        cases: [{ when: { device: 'board_frame', property: 'effect', equals: 'fire' }, next: 'won' }],
        next: 'again',
      },
      won: { kind: 'END', outcome: 'won' },
    },
  },
  objectives: {
    objectives: {
      ring: { title: 'Ring', zone: 'hall', startsAt: 'ring', solvedAt: 'both', parMs: 1000, hints: ['The bell.'] },
    },
  },
  rules: {
    interlocks: {
      calm: {
        title: 'Calm',
        when: { any: [{ objective: 'ring', solved: true }, { not: { device: 'board_bell', online: true } }] },
        forbid: [{ device: 'board_lamp', op: 'set' }],
        force: [{ device: 'board_lamp', op: 'off' }],
      },
    },
    exclusive: {
      one: [
        { device: 'board_lamp', op: 'set' },
        { device: 'board_frame', op: 'show' },
      ],
    },
  },
  physics: [
    {
      controller: 'board',
      plants: {
        glow: { model: 'lamp', device: 'board_lamp', pins: { out: 2 } },
        bell: { model: 'button', device: 'board_bell', pins: { out: 3 }, params: { bounceMs: 8 }, blockedBy: ['glow'] },
      },
    },
  ],
  players: {
    solver: {
      rules: {
        ring: {
          when: [{ plant: 'glow', value: 'level', below: 0.5 }],
          until: [{ plant: 'bell', value: 'pressed', equals: true }],
          do: [{ plant: 'bell', action: 'press', value: 250 }],
          thinkMs: [100, 200],
        },
      },
    },
  },
};

/** A copy with the value at the path replaced, or removed when undefined. */
function change(path: string, value: unknown): Room {
  const room = structuredClone(SOUND) as unknown as Record<string, unknown>;
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  let at = room;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return room as unknown as Room;
}

const BOARD = 'controllers/0/devices';
const NODES = 'graph/nodes';
const contact = (pin: number) => ({ driver: 'contact', pins: { in: pin } });
/** What is changed, to what, and where which problem is seen then (a file and a pointer into it). */
const CASES: readonly (readonly [code: keyof typeof ROOM_PROBLEMS, path: string, value: unknown, where: string])[] = [
  ['DUPLICATE_CONTROLLER', 'controllers/1', SOUND.controllers[0], 'controllers/board.yaml#/controller'],
  [
    'DUPLICATE_DEVICE',
    'controllers/1',
    { ...SOUND.controllers[0], controller: 'board' },
    'controllers/board.yaml#/devices/lamp',
  ],
  [
    'DUPLICATE_PLANT',
    'physics/0/plants/estop_hall',
    { model: 'lamp', pins: { out: 4 } },
    'physics/board.yaml#/plants/estop_hall',
  ],
  ['DUPLICATE_PROPERTY', `${BOARD}/bell/units/two`, contact(9), 'controllers/board.yaml#/devices/bell/units/two'],
  [
    'DUPLICATE_PIN',
    `${BOARD}/lamp/units/relay/pins/out`,
    0,
    'controllers/board.yaml#/devices/lamp/units/relay/pins/out',
  ],
  [
    'DUPLICATE_INPUT',
    'physics/0/plants/two',
    { model: 'button', pins: { out: 3 } },
    'physics/board.yaml#/plants/two/pins/out',
  ],
  [
    'ID_TOO_LONG',
    `${BOARD}/${'x'.repeat(60)}`,
    SOUND.controllers[0]?.devices.bell,
    `controllers/board.yaml#/devices/${'x'.repeat(60)}`,
  ],
  [
    'TOO_MANY',
    BOARD,
    Object.fromEntries(
      Array.from({ length: 33 }, (_, at) => [`d${at}`, { title: 'D', safetyClass: 'NON_CRITICAL', units: {} }]),
    ),
    'controllers/board.yaml#/devices',
  ],
  ['UNKNOWN_ZONE', 'controllers/0/zone', 'attic', 'controllers/board.yaml#/zone'],
  ['UNKNOWN_ZONE', `${BOARD}/lamp/zone`, 'attic', 'controllers/board.yaml#/devices/lamp/zone'],
  ['UNKNOWN_ZONE', 'manifest/circuits/estop/buttons/hall/zone', 'attic', 'room.yaml#/circuits/estop/buttons/hall/zone'],
  ['UNKNOWN_ZONE', 'objectives/objectives/ring/zone', 'attic', 'objectives.yaml#/objectives/ring/zone'],
  ['UNKNOWN_CONTROLLER', 'physics/0/controller', 'brd', 'physics/brd.yaml#/controller'],
  ['UNKNOWN_DEVICE', `${NODES}/dark/device`, 'board_lmp', 'graph.yaml#/nodes/dark/device'],
  ['UNKNOWN_DEVICE', 'rules/interlocks/calm/forbid/0/device', 'x', 'rules.yaml#/interlocks/calm/forbid/0/device'],
  [
    'UNKNOWN_DEVICE',
    'rules/interlocks/calm/when/any/1/not/device',
    'x',
    'rules.yaml#/interlocks/calm/when/any/1/not/device',
  ],
  ['UNKNOWN_DEVICE', 'physics/0/plants/glow/device', 'x', 'physics/board.yaml#/plants/glow/device'],
  [
    'UNKNOWN_DRIVER',
    `${BOARD}/lamp/units/relay/driver`,
    'rellay',
    'controllers/board.yaml#/devices/lamp/units/relay/driver',
  ],
  [
    'UNKNOWN_UNIT',
    `${BOARD}/lamp/operations/off/unit`,
    'x',
    'controllers/board.yaml#/devices/lamp/operations/off/unit',
  ],
  [
    'UNKNOWN_ROLE',
    `${BOARD}/lamp/units/relay/pins/coil`,
    7,
    'controllers/board.yaml#/devices/lamp/units/relay/pins/coil',
  ],
  ['UNKNOWN_ROLE', 'physics/0/plants/glow/pins/coil', 2, 'physics/board.yaml#/plants/glow/pins/coil'],
  ['MISSING_ROLE', `${BOARD}/lamp/units/relay/pins`, {}, 'controllers/board.yaml#/devices/lamp/units/relay/pins'],
  ['MISSING_ROLE', 'physics/0/plants/glow/pins', {}, 'physics/board.yaml#/plants/glow/pins'],
  [
    'UNKNOWN_PARAM',
    `${BOARD}/lamp/units/relay/params/speed`,
    1,
    'controllers/board.yaml#/devices/lamp/units/relay/params/speed',
  ],
  [
    'PARAM_RANGE',
    `${BOARD}/lamp/units/relay/params/settleMs`,
    -1,
    'controllers/board.yaml#/devices/lamp/units/relay/params/settleMs',
  ],
  ['PARAM_RANGE', 'physics/0/plants/bell/params/bounceMs', 900, 'physics/board.yaml#/plants/bell/params/bounceMs'],
  [
    'UNKNOWN_VERB',
    `${BOARD}/lamp/operations/off/verb`,
    'of',
    'controllers/board.yaml#/devices/lamp/operations/off/verb',
  ],
  [
    'UNKNOWN_ARGUMENT',
    `${BOARD}/lamp/operations/off/args`,
    { on: 1 },
    'controllers/board.yaml#/devices/lamp/operations/off/args/on',
  ],
  [
    'ARGUMENT_SOURCE',
    `${BOARD}/lamp/operations/set/args/on`,
    '$of',
    'controllers/board.yaml#/devices/lamp/operations/set/args/on',
  ],
  [
    'UNUSED_PARAMETER',
    `${BOARD}/lamp/operations/off/parameters`,
    { x: { type: 'boolean' } },
    'controllers/board.yaml#/devices/lamp/operations/off/parameters/x',
  ],
  [
    'PARAMETER_RANGE',
    `${BOARD}/lamp/operations/pulse/parameters/duration_ms/maximum`,
    undefined,
    'controllers/board.yaml#/devices/lamp/operations/pulse/parameters/duration_ms',
  ],
  [
    'PARAMETER_WORDS',
    `${BOARD}/frame/operations/mood/parameters/level/values`,
    undefined,
    'controllers/board.yaml#/devices/frame/operations/mood/parameters/level',
  ],
  [
    'PARAMETER_DEFAULT',
    `${BOARD}/lamp/operations/pulse/parameters/duration_ms/default`,
    5000,
    'controllers/board.yaml#/devices/lamp/operations/pulse/parameters/duration_ms/default',
  ],
  [
    'RESERVED_OPERATION',
    `${BOARD}/lamp/operations/noop`,
    { unit: 'relay', verb: 'off' },
    'controllers/board.yaml#/devices/lamp/operations/noop',
  ],
  ['UNKNOWN_OPERATION', `${NODES}/dark/parameters/op`, 'sett', 'graph.yaml#/nodes/dark/parameters/op'],
  ['UNKNOWN_OPERATION', `${BOARD}/lamp/safe`, 'of', 'controllers/board.yaml#/devices/lamp/safe'],
  ['UNKNOWN_OPERATION', 'rules/exclusive/one/1/op', 'shw', 'rules.yaml#/exclusive/one/1/op'],
  ['OPERATION_PARAMETERS', `${NODES}/dark/parameters/on`, 1, 'graph.yaml#/nodes/dark/parameters/on'],
  ['OPERATION_PARAMETERS', `${NODES}/dark/parameters/on`, undefined, 'graph.yaml#/nodes/dark/parameters'],
  ['OPERATION_PARAMETERS', `${NODES}/shine/parameters/color`, 'pink', 'graph.yaml#/nodes/shine/parameters/color'],
  ['NEEDS_PARAMETERS', `${BOARD}/lamp/safe`, 'set', 'controllers/board.yaml#/devices/lamp/safe'],
  ['NEEDS_PARAMETERS', 'rules/interlocks/calm/force/0/op', 'set', 'rules.yaml#/interlocks/calm/force/0/op'],
  ['NO_SAFE_OPERATION', `${BOARD}/lamp/safe`, undefined, 'controllers/board.yaml#/devices/lamp'],
  ['UNSUPPORTED_ACTION', `${NODES}/dark/action`, 'OPEN', 'graph.yaml#/nodes/dark/action'],
  ['RESERVED_LAYER', `${NODES}/dark/layer`, 'safety', 'graph.yaml#/nodes/dark/layer'],
  ['LOWER_SAFETY_CLASS', `${NODES}/dark/safetyClass`, 'NON_CRITICAL', 'graph.yaml#/nodes/dark/safetyClass'],
  ['UNKNOWN_NODE', `${NODES}/both/next`, 'agan', 'graph.yaml#/nodes/both/next'],
  ['UNKNOWN_NODE', 'graph/start/0', 'x', 'graph.yaml#/start/0'],
  ['UNKNOWN_NODE', 'objectives/objectives/ring/solvedAt', 'x', 'objectives.yaml#/objectives/ring/solvedAt'],
  ['UNREACHABLE_NODE', `${NODES}/lost`, { kind: 'NOOP' }, 'graph.yaml#/nodes/lost'],
  ['NO_END', `${NODES}/fork/cases/0/next`, 'again', 'graph.yaml#/start'],
  ['JOIN_INPUTS', `${NODES}/shine/next`, 'again', 'graph.yaml#/nodes/both'],
  ['JOIN_INPUTS', `${NODES}/both/need`, 3, 'graph.yaml#/nodes/both'],
  ['INSTANT_LOOP', `${NODES}/fork/next`, 'fork', 'graph.yaml#/nodes/fork'],
  ['UNKNOWN_GROUP', `${NODES}/dark/group`, 'both', 'graph.yaml#/nodes/dark/group'],
  ['GROUP_START', `${NODES}/ready/start`, [], 'graph.yaml#/nodes/ready/start'],
  ['GROUP_START', `${NODES}/dark/group`, undefined, 'graph.yaml#/nodes/ready/start'],
  ['GROUP_EDGE', `${NODES}/dark/next`, 'ring', 'graph.yaml#/nodes/dark'],
  ['GROUP_EDGE', 'graph/start', ['ready', 'dark'], 'graph.yaml#/start/1'],
  ['UNKNOWN_PROPERTY', `${NODES}/ring/pointer`, '/presed', 'graph.yaml#/nodes/ring/pointer'],
  ['UNKNOWN_PROPERTY', `${NODES}/again/condition/property`, 'active', 'graph.yaml#/nodes/again/condition/property'],
  [
    'UNKNOWN_PROPERTY',
    `${BOARD}/bell/units/contact/publish/x`,
    'y',
    'controllers/board.yaml#/devices/bell/units/contact/publish/x',
  ],
  ['PROPERTY_TYPE', `${NODES}/ring/equals`, 'yes', 'graph.yaml#/nodes/ring/equals'],
  ['PROPERTY_TYPE', `${NODES}/fork/cases/0/when/equals`, 'water', 'graph.yaml#/nodes/fork/cases/0/when/equals'],
  ['PROPERTY_TYPE', `${NODES}/again/condition/property`, 'pressed', 'graph.yaml#/nodes/again/condition/property'],
  ['PROPERTY_TYPE', 'players/solver/rules/ring/until/0/equals', 1, 'players/solver.yaml#/rules/ring/until/0/equals'],
  [
    'UNKNOWN_OBJECTIVE',
    'rules/interlocks/calm/when/any/0/objective',
    'x',
    'rules.yaml#/interlocks/calm/when/any/0/objective',
  ],
  [
    'EMPTY_RULE',
    'rules/interlocks/calm',
    { title: 'Calm', when: { objective: 'ring', solved: true } },
    'rules.yaml#/interlocks/calm',
  ],
  ['UNKNOWN_PLANT', 'physics/0/plants/bell/blockedBy/0', 'x', 'physics/board.yaml#/plants/bell/blockedBy/0'],
  [
    'UNKNOWN_PLANT',
    'manifest/circuits/egress/buttons/hall/releases/0',
    'x',
    'room.yaml#/circuits/egress/buttons/hall/releases/0',
  ],
  ['UNKNOWN_PLANT', 'players/solver/rules/ring/do/0/plant', 'x', 'players/solver.yaml#/rules/ring/do/0/plant'],
  ['UNKNOWN_MODEL', 'physics/0/plants/glow/model', 'lmp', 'physics/board.yaml#/plants/glow/model'],
  ['UNWIRED_PIN', 'physics/0/plants/glow/pins/out', 50, 'physics/board.yaml#/plants/glow/pins/out'],
  ['PIN_SIGNAL', 'physics/0/plants/glow/pins/out', 4, 'physics/board.yaml#/plants/glow/pins/out'],
  [
    'UNKNOWN_PROP_ACTION',
    'players/solver/rules/ring/do/0/action',
    'pull',
    'players/solver.yaml#/rules/ring/do/0/action',
  ],
  ['PROP_ACTION_VALUE', 'players/solver/rules/ring/do/0/value', 5, 'players/solver.yaml#/rules/ring/do/0/value'],
  ['UNKNOWN_TRUTH', 'players/solver/rules/ring/when/0/value', 'lvl', 'players/solver.yaml#/rules/ring/when/0/value'],
  [
    'EMPTY_OBSERVATION',
    'players/solver/rules/ring/when/0',
    { plant: 'glow', value: 'level' },
    'players/solver.yaml#/rules/ring/when/0',
  ],
  [
    'TABLE_REFUSED',
    `${BOARD}/lamp/operations/${'x'.repeat(40)}`,
    { unit: 'relay', verb: 'off' },
    `controllers/board.yaml#/devices/lamp/operations/${'x'.repeat(40)}`,
  ],
];
const where = (problem: RoomProblem): string => `${problem.file}#${problem.pointer}`;

describe('checkRoom', () => {
  it('finds nothing wrong with a sound room, with or without the catalogue of models', () => {
    expect(checkRoom(SOUND as unknown as Room, MODELS)).toEqual([]);
    expect(checkRoom(SOUND as unknown as Room)).toEqual([]);
  });

  it.each(CASES)('%s: %s', (code, path, value, place) => {
    const found = checkRoom(change(path, value), MODELS);
    expect(found.map((problem) => `${problem.code} ${where(problem)}`)).toContain(`${code} ${place}`);
    for (const problem of found) expect(problem.message).toContain(ROOM_PROBLEMS[problem.code]);
  });

  it('has a case for every code that is not about files', () => {
    const tried = new Set(CASES.map(([code]) => code));
    const files = /^(FILE|YAML|SCHEMA)_/;
    expect(Object.keys(ROOM_PROBLEMS).filter((code) => !files.test(code) && !tried.has(code as never))).toEqual([]);
  });

  it('names the nearest of many names', () => {
    const nodes = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`filler_${at}`, { kind: 'NOOP' }]));
    const room = change('graph/nodes', { ...SOUND.graph.nodes, ...nodes, both: { kind: 'JOIN', next: 'agan' } });
    const [problem] = checkRoom(room).filter(({ code }) => code === 'UNKNOWN_NODE');
    expect(problem).toMatchObject({ expected: 'one of 28 names (the nearest is again)', seen: 'agan' });
  });
});
