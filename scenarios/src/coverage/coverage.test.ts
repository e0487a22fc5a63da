import type { Room } from '@understudy/contract';
import type { ProbedCommand } from '@understudy/core';
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../faults/catalogue.ts';
import { SMALL_ROOM } from '../fixtures/small-room.ts';
import { CoverageCollector } from './coverage-collector.ts';
import { coverageMap } from './coverage-map.ts';
import { missingSometimes, SOMETIMES_STATES } from './sometimes.ts';
import { summariseCoverage, universeOf } from './summary.ts';

const ROOM: Room = {
  ...SMALL_ROOM,
  graph: {
    version: '1',
    start: ['one', 'two'],
    nodes: {
      one: { kind: 'NOOP', next: 'both' },
      two: { kind: 'NOOP', next: 'both' },
      both: { kind: 'JOIN', next: ['round', 'end'] },
      round: { kind: 'BRANCH', cases: [{ when: { device: 'box_lamp', property: 'on', equals: true }, next: 'round' }] },
      end: { kind: 'END', outcome: 'won' },
      lonely: { kind: 'NOOP', next: 'end' },
    },
  },
  rules: {
    interlocks: {
      two_ways: {
        title: 'No lock while the hoist moves',
        when: {
          any: [
            { device: 'box_hoist', property: 'motion', equals: 'up' },
            { device: 'box_hoist', property: 'motion', equals: 'down' },
          ],
        },
        forbid: [{ device: 'box_door', op: 'lock' }],
      },
    },
  },
};
const [ONE, TWO, BOTH, ROUND, END] = [0, 1, 2, 3, 4] as const;
const GATE = 0;
const TWO_WAYS = 3;

const map = coverageMap(ROOM);
const universe = universeOf(map);
const collect = (): CoverageCollector => new CoverageCollector(map);
const of = (collector: CoverageCollector, category: string): string[] =>
  collector.reached().filter((name) => name.startsWith(`${category}:`));
const command = (status: ProbedCommand['status'], reason: string | null = null, attempts = 1): ProbedCommand => ({
  id: 'c',
  device: 0,
  output: 0,
  operation: 'lock',
  layer: 2,
  node: 1,
  safetyClass: 'CRITICAL',
  status,
  reason,
  attempts,
});

describe('the universe of a room', () => {
  it('lists nodes, edges, and pairs of edges that lie behind one another', () => {
    expect(universe.node).toHaveLength(6);
    expect(universe.edge).toEqual([
      'edge:both>>end',
      'edge:both>>round',
      'edge:lonely>>end',
      'edge:one>>both',
      'edge:round>>round',
      'edge:two>>both',
    ]);
    expect(universe.pair).toContain('pair:one>>both>>end');
    expect(universe.pair).not.toContain('pair:one>>both>>lonely');
  });

  it('lists every state of a command with every fault, and each layer above each weaker one', () => {
    expect(universe.matrix).toHaveLength(11 * FAULTS.size);
    expect(universe.arbitration).toEqual([
      'arbitration:manual>>puzzle',
      'arbitration:manual>>scene',
      'arbitration:puzzle>>scene',
      'arbitration:safety>>manual',
      'arbitration:safety>>puzzle',
      'arbitration:safety>>scene',
    ]);
  });

  it('lists combinations of a few booleans but for those that cannot be, of many each value', () => {
    const guards = (id: string): string[] => universe.guard.filter((name) => name.startsWith(`guard:${id}:`));
    expect(guards('interlock/two_ways')).toEqual(['00', '01', '10'].map((bits) => `guard:interlock/two_ways:${bits}`));
    expect(guards('gate')).toHaveLength(14);
    expect(guards('gate')[0]).toBe('guard:gate:------0');
  });
});

describe('a collector', () => {
  it('has reached nothing before the run', () => {
    expect(collect().reached()).toEqual([]);
  });

  it('follows paths: a JOIN goes on from all that arrived, a pair needs both of its edges', () => {
    const collector = collect();
    collector.edge(0, -1, ONE, true);
    collector.edge(0, ONE, BOTH, true);
    expect(of(collector, 'sometimes')).toEqual([]);
    collector.edge(5, TWO, BOTH, true);
    collector.edge(5, BOTH, END, true);
    expect(collector.reached()).toEqual([
      'edge:both>>end',
      'edge:one>>both',
      'edge:two>>both',
      'node:both',
      'node:end',
      'node:one',
      'pair:one>>both>>end',
      'pair:two>>both>>end',
      'sometimes:join_waited',
    ]);
  });

  it('forgets how a node was come to once it was left', () => {
    const collector = collect();
    collector.edge(0, BOTH, ROUND, true);
    collector.edge(1, ROUND, ROUND, true);
    collector.edge(2, ROUND, ROUND, true);
    expect(of(collector, 'pair')).toEqual(['pair:both>>round>>round', 'pair:round>>round>>round']);
    collector.edge(3, ROUND, ROUND, false);
    expect(of(collector, 'sometimes')).toEqual(['sometimes:path_met_a_node_under_way']);
  });

  it('puts the states of commands against the faults at work, until they are healed', () => {
    const collector = collect();
    const [first = ''] = FAULTS.keys();
    const fault = (phase: 'injected' | 'healed') => ({ phase, atUs: 0, fault: first, target: '' });
    if (first !== '') collector.onFault(fault('injected'));
    collector.command(0, command('SENT'), null);
    collector.command(0, command('SENT', null, 2), 'SENT');
    if (first !== '') collector.onFault(fault('healed'));
    collector.command(0, command('ACCEPTED', null, 2), 'SENT');
    expect(of(collector, 'matrix')).toEqual(first === '' ? [] : [`matrix:SENTx${first}`]);
    expect(of(collector, 'sometimes')).toEqual(['sometimes:retry_after_lost_ack']);
  });

  it('names the booleans of guards, also what should not be', () => {
    const collector = collect();
    collector.guard(0, TWO_WAYS, 0b10);
    collector.guard(0, TWO_WAYS, 0b11);
    collector.guard(0, GATE, 0b0000001);
    const names = of(collector, 'guard');
    expect(names).toContain('guard:interlock/two_ways:01');
    expect(names).toContain('guard:gate:1------');
    expect(names).toContain('guard:gate:-0-----');
    expect(summariseCoverage(universe, names).guard).toMatchObject({
      reached: 8,
      unexpected: ['guard:interlock/two_ways:11'],
    });
  });

  it('knows that a room latched, was reset and latched again, and what happened meanwhile', () => {
    const collector = collect();
    const cause = { kind: 'E_STOP', source: 'ada', reason: 'OPERATOR_ESTOP' } as const;
    const press = { kind: 'act', atUs: 0, plant: 'egress_hall', action: 'press', result: { ok: true } } as const;
    collector.onEvent(press as never);
    collector.latch(0, cause);
    expect(of(collector, 'sometimes')).toEqual(['sometimes:latched_from_the_desk']);
    collector.onEvent(press as never);
    collector.restored(0, 2);
    collector.refused(0, 'ada', 'CONFIRM_SAFETY_RESET', 'SAME_PERSON');
    collector.latch(0, null);
    collector.latch(0, cause);
    collector.edge(0, BOTH, END, true);
    expect(of(collector, 'sometimes')).toEqual(
      [
        'egress_while_latched',
        'engine_restarted_in_mid_command',
        'engine_restarted_while_latched',
        'latch_cleared_by_two',
        'latched_again',
        'latched_from_the_desk',
        'reset_refused_to_one_person',
        'won_after_a_latch',
      ].map((name) => `sometimes:${name}`),
    );
  });

  it('reads the messages that tell of rare states, and stands those that cannot be read', () => {
    const collector = collect();
    const say = (from: string, topic: string, body: string): void =>
      collector.monitor.message?.(0, from, `room/small/${topic}`, body, false);
    say('box', 'controller/box/hello', '{}');
    say('box', 'controller/box/presence', '{"presence":"OFFLINE"}');
    say('box', 'controller/box/hello', '{}');
    expect(of(collector, 'sometimes')).toEqual([]);
    say('box', 'controller/box/hello', '{}');
    say('box', 'device/box_door/ack', '{"status":"REJECTED","reason_code":"AUTH_INVALID"}');
    say('box', 'device/box_door/ack', '{"status":"REJECTED", torn');
    say('engine', 'core/fault', '{"kind":"INTERLOCK_FORCED"}');
    say('engine', 'core/fault', 'null');
    expect(of(collector, 'sometimes')).toEqual(
      ['back_within_its_will_delay', 'forgery_refused', 'interlock_forced_a_command'].map(
        (name) => `sometimes:${name}`,
      ),
    );
  });
});

describe('rare states', () => {
  it('are at least twenty, and all of them are in the universe', () => {
    expect(Object.keys(SOMETIMES_STATES).length).toBeGreaterThanOrEqual(20);
    expect(universe.sometimes).toHaveLength(Object.keys(SOMETIMES_STATES).length);
  });

  it('are asked of a campaign that is long enough for them', () => {
    const all = Object.fromEntries(universe.sometimes.map((name) => [name, 1]));
    const { games } = SOMETIMES_STATES.join_waited;
    const counts = { ...all, 'sometimes:join_waited': 0 };
    expect(missingSometimes(all, 1_000_000)).toEqual([]);
    expect(missingSometimes(counts, games - 1)).toEqual([]);
    expect(missingSometimes(counts, games)).toEqual([{ name: 'join_waited', ...SOMETIMES_STATES.join_waited }]);
  });
});

describe('a summary', () => {
  it('says what was reached, of how much, and what is missing', () => {
    const counts = { 'node:one': 3, 'node:two': 0, 'edge:one>>both': 1 };
    const summary = summariseCoverage(universe, counts);
    expect(summary.node).toEqual({
      reached: 1,
      total: 6,
      missing: ['both', 'end', 'lonely', 'round', 'two'].map((id) => `node:${id}`),
      unexpected: [],
    });
    expect(summary.edge.reached).toBe(1);
    expect(summary.pair.reached).toBe(0);
  });
});
