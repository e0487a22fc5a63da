import { describe, expect, it } from 'vitest';
import type { Room } from '../room.ts';
import { ROOM_PROBLEMS, type RoomProblem } from './catalogue.ts';
import { checkRoom } from './check.ts';
import { LINES } from './check-cases.ts';
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
    unused: {},
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
  ready: {
    devices: {
      board_lamp: { is: { on: false }, by: 'operation' },
      board_bell: { is: { pressed: false }, by: 'itself' },
      board_frame: { by: 'itself' },
    },
    reset: [{ title: 'Dark', operations: [{ device: 'board_lamp', parameters: { op: 'off' } }] }],
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

const LONG = 'x'.repeat(60);
const BELL = { title: 'Bell', safetyClass: 'NON_CRITICAL', units: {} };
const OFF = { unit: 'relay', verb: 'off' };
const SECOND: unknown = SOUND.controllers[0];
const MANY = Object.fromEntries(
  Array.from({ length: 33 }, (_, at) => [`d${at}`, { title: 'D', safetyClass: 'NON_CRITICAL', units: {} }]),
);
type Case = readonly [code: string, path: string, place: string, value: unknown];
const CASES: readonly Case[] = [
  ...LINES.trim()
    .split('\n')
    .map((line): Case => {
      const [code = '', path = '', place = '', ...value] = line.split(' ');
      return [code, path, place, value.length === 0 ? undefined : JSON.parse(value.join(' '))];
    }),
  ['DUPLICATE_CONTROLLER', 'controllers/1', 'controllers/board.yaml#/controller', SECOND],
  ['DUPLICATE_DEVICE', 'controllers/1', 'controllers/board.yaml#/devices/lamp', SECOND],
  ['TOO_MANY', 'controllers/0/devices', 'controllers/board.yaml#/devices', MANY],
  ['ID_TOO_LONG', `controllers/0/devices/${LONG}`, `controllers/board.yaml#/devices/${LONG}`, BELL],
  [
    'TABLE_REFUSED',
    `controllers/0/devices/lamp/operations/${LONG}`,
    `controllers/board.yaml#/devices/lamp/operations/${LONG}`,
    OFF,
  ],
];
const where = (problem: RoomProblem): string => `${problem.file}#${problem.pointer}`;

describe('checkRoom', () => {
  it('finds nothing wrong with a sound room, with or without the catalogue of models', () => {
    expect(checkRoom(SOUND as unknown as Room, MODELS)).toEqual([]);
    expect(checkRoom(SOUND as unknown as Room)).toEqual([]);
  });

  it.each(CASES)('%s: %s', (code, path, place, value) => {
    const found = checkRoom(change(path, value), MODELS);
    expect(found.map((problem) => `${problem.code} ${where(problem)}`)).toContain(`${code} ${place}`);
    for (const problem of found) expect(problem.message).toContain(ROOM_PROBLEMS[problem.code]);
  });

  it('has a case for every code that is not about files', () => {
    const tried = new Set(CASES.map(([code]) => code));
    const files = /^(FILE|YAML|SCHEMA)_/;
    expect(Object.keys(ROOM_PROBLEMS).filter((code) => !files.test(code) && !tried.has(code))).toEqual([]);
  });

  it('names the nearest of many names', () => {
    const nodes = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`filler_${at}`, { kind: 'NOOP' }]));
    const room = change('graph/nodes', { ...SOUND.graph.nodes, ...nodes, both: { kind: 'JOIN', next: 'agan' } });
    const [problem] = checkRoom(room).filter(({ code }) => code === 'UNKNOWN_NODE');
    expect(problem).toMatchObject({ expected: 'one of 28 names (the nearest is again)', seen: 'agan' });
  });
});
