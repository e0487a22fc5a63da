/** Scenario files: what is written is read again as it was, and whatever is wrong is refused with its place and reason. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Room } from '@understudy/contract';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadClockwork } from '../../twin/test/load-clockwork.ts';
import {
  CAMPAIGN_ERRORS,
  formatScenarioProblem,
  readScenario,
  SCENARIO_ERRORS,
  type Scenario,
  scenarioArbitrary,
  writeScenario,
} from '../src/index.ts';

let room: Room;
beforeAll(async () => {
  room = await loadClockwork();
});

const GOOD: Scenario = {
  schema: 'understudy.scenario/1',
  room: 'clockwork',
  seed: 7,
  plan: [
    { kind: 'player', atMs: 0, model: 'solver' },
    { kind: 'operator', atMs: 10, by: 'ann', request: { action: 'SKIP_NODE', node: 'clock_open' } },
    { kind: 'act', atMs: 500, plant: 'estop_lab', action: 'press' },
  ],
  endMs: 60_000,
};

const problemsOf = (source: unknown): string[] => {
  const read = readScenario(source, room);
  return read.ok ? [] : read.problems.map(formatScenarioProblem);
};
/** The good one with another plan, its node taken from the room. */
const withPlan = (plan: unknown[], rest: object = {}) => ({ ...GOOD, plan, ...rest });

describe('writeScenario and readScenario', () => {
  it('are each other’s inverse for whatever the generator draws, and all of that fits the room', () => {
    fc.assert(
      fc.property(scenarioArbitrary(room), (scenario) => {
        const text = writeScenario(scenario);
        const read = readScenario(text, room);
        expect(read.ok ? [] : read.problems).toEqual([]);
        expect(read).toMatchObject({ ok: true, scenario: JSON.parse(JSON.stringify(scenario)) });
        if (read.ok) expect(writeScenario(read.scenario)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('write a record a line, in the order of time', () => {
    const [node = ''] = Object.keys(room.graph.nodes);
    const [player, , press] = GOOD.plan;
    if (player === undefined || press === undefined) throw new Error('expected records');
    const skip = { kind: 'operator', atMs: 10, by: 'ann', request: { node, action: 'SKIP_NODE' } } as const;
    expect(writeScenario({ ...GOOD, plan: [press, skip, player], note: 'one press' })).toBe(`{
  "schema": "understudy.scenario/1",
  "room": "clockwork",
  "note": "one press",
  "seed": 7,
  "plan": [
    { "atMs": 0, "kind": "player", "model": "solver" },
    { "atMs": 10, "kind": "operator", "by": "ann", "request": { "action": "SKIP_NODE", "node": "${node}" } },
    { "atMs": 500, "kind": "act", "plant": "estop_lab", "action": "press" }
  ],
  "endMs": 60000
}
`);
  });
});

describe('readScenario refuses', () => {
  it.each([
    ['no JSON', '{', 'SCENARIO_INVALID /: expected JSON, seen '],
    ['no object', '7', 'SCENARIO_INVALID /: expected an object, seen 7'],
    ['another version', { ...GOOD, schema: 'understudy.scenario/9' }, 'SCENARIO_SCHEMA_VERSION /schema: '],
    ['another room', { ...GOOD, plan: [], room: 'attic' }, 'SCENARIO_ROOM /room: expected clockwork, seen attic'],
    ['a missing end', { ...GOOD, endMs: undefined }, 'SCENARIO_INVALID /endMs'],
    ['a half millisecond', { ...GOOD, endMs: 0.5 }, 'SCENARIO_INVALID /endMs: expected an integer'],
    ['a member that it does not know', { ...GOOD, speed: 2 }, 'SCENARIO_INVALID /speed: '],
    ['a record of no kind', withPlan([{ kind: 'wish', atMs: 0 }]), 'SCENARIO_INVALID /plan/0'],
    [
      'an unknown request',
      withPlan([{ kind: 'operator', atMs: 0, by: 'a', request: { action: 'PRAY' } }]),
      'SCENARIO_INVALID /plan/0/request/action',
    ],
    [
      'a request without its node',
      withPlan([{ kind: 'operator', atMs: 0, by: 'a', request: { action: 'SKIP_NODE' } }]),
      'SCENARIO_INVALID /plan/0/request/node: expected a node for SKIP_NODE, seen none',
    ],
    [
      'a hint for a device',
      withPlan([{ kind: 'operator', atMs: 0, by: 'a', request: { action: 'ESTOP', device: 'clock_laser_light' } }]),
      'SCENARIO_INVALID /plan/0/request/device: expected none',
    ],
    ['an unknown player', withPlan([{ kind: 'player', atMs: 0, model: 'genius' }]), 'SCENARIO_UNKNOWN /plan/0/model'],
    [
      'a stay of no length',
      withPlan([{ kind: 'player', atMs: 9, model: 'idle', untilMs: 9 }]),
      'SCENARIO_VALUE /plan/0/untilMs',
    ],
    [
      'an unknown prop',
      withPlan([{ kind: 'act', atMs: 0, plant: 'estop_lap', action: 'press' }]),
      'SCENARIO_UNKNOWN /plan/0/plant: expected one of 3',
    ],
    [
      'an unknown action',
      withPlan([{ kind: 'act', atMs: 0, plant: 'estop_lab', action: 'kick' }]),
      'SCENARIO_UNKNOWN /plan/0/action: expected one of press, release, seen kick',
    ],
    [
      'a value where none is taken',
      withPlan([{ kind: 'act', atMs: 0, plant: 'estop_lab', action: 'press', value: 1 }]),
      'SCENARIO_VALUE /plan/0/value: expected none',
    ],
    [
      'a valve opened too far',
      withPlan([{ kind: 'act', atMs: 0, plant: 'valve_1', action: 'turn', value: 1.5 }]),
      'SCENARIO_VALUE /plan/0/value: expected 0 to 1 1, seen 1.5',
    ],
    [
      'what comes after the end',
      withPlan([{ kind: 'act', atMs: 60_001, plant: 'estop_lab', action: 'press' }]),
      'SCENARIO_VALUE /plan/0/atMs: expected at most 60000 ms',
    ],
    [
      'an unknown device',
      withPlan([{ kind: 'operator', atMs: 0, by: 'a', request: { action: 'RELEASE', device: 'moon' } }]),
      'SCENARIO_UNKNOWN /plan/0/request/device',
    ],
    [
      'an unknown node',
      withPlan([{ kind: 'operator', atMs: 0, by: 'a', request: { action: 'SKIP_NODE', node: 'moon' } }]),
      'SCENARIO_UNKNOWN /plan/0/request/node',
    ],
    [
      'an unknown objective',
      withPlan([{ kind: 'operator', atMs: 0, by: 'a', request: { action: 'HINT', objective: 'moon' } }]),
      'SCENARIO_UNKNOWN /plan/0/request/objective',
    ],
    [
      'an unknown fault',
      withPlan([{ kind: 'fault', atMs: 0, forMs: 0, fault: 'network.gremlins', target: '' }]),
      'SCENARIO_UNKNOWN /plan/0/fault',
    ],
    [
      'a fault of nothing',
      withPlan([{ kind: 'fault', atMs: 0, forMs: 0, fault: 'network.clog', target: 'attic' }]),
      'SCENARIO_UNKNOWN /plan/0/target',
    ],
    [
      'a fault after healing',
      withPlan([{ kind: 'fault', atMs: 900, forMs: 0, fault: 'network.clog', target: 'engine' }], { healAtMs: 900 }),
      'SCENARIO_VALUE /plan/0/atMs: expected less than healAtMs (900), seen 900',
    ],
    [
      'a fault that lasts too long',
      withPlan([{ kind: 'fault', atMs: 0, forMs: 80_000_000, fault: 'network.clog', target: 'engine' }]),
      'SCENARIO_VALUE /plan/0/forMs',
    ],
    [
      'a number that the fault does not have',
      withPlan([{ kind: 'fault', atMs: 0, forMs: 0, fault: 'network.drop', target: 'clock', values: { mood: 1 } }]),
      'SCENARIO_UNKNOWN /plan/0/values/mood',
    ],
    [
      'a number of the fault out of range',
      withPlan([
        { kind: 'fault', atMs: 0, forMs: 0, fault: 'network.drop', target: 'clock', values: { percent: 101 } },
      ]),
      'SCENARIO_VALUE /plan/0/values/percent',
    ],
  ])('%s', (_, source, problem) => {
    expect(problemsOf(source)[0]?.slice(0, problem.length)).toBe(problem);
  });

  it('with every problem of a file at once', () => {
    const plan = [
      { kind: 'player', atMs: 0, model: 'genius' },
      { kind: 'act', atMs: 0, plant: 'moon', action: 'press' },
    ];
    expect(problemsOf(withPlan(plan))).toHaveLength(2);
    expect(problemsOf({ ...GOOD, seed: -1, endMs: 'late' })).toHaveLength(2);
  });
});

it('every code of this package is described in docs/errors.md', async () => {
  const page = await readFile(fileURLToPath(new URL('../../docs/errors.md', import.meta.url)), 'utf8');
  const described = [...page.matchAll(/^\| `((?:SCENARIO|CAMPAIGN)_[A-Z_]+)`/gm)].map(([, code]) => code);
  expect(described).toEqual(expect.arrayContaining([...SCENARIO_ERRORS, ...CAMPAIGN_ERRORS]));
});
