/** Coverage of real games: it names just what the engine passed, finds what nobody can reach, and changes nothing. */
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import {
  CoverageCollector,
  coverageMap,
  runScenario,
  type Scenario,
  summariseCoverage,
  universeOf,
} from '../src/index.ts';

let room: Room;
let firmware: FirmwareModule;

beforeAll(async () => {
  room = await loadClockwork();
  firmware = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
});

const plain: Scenario = {
  schema: 'understudy.scenario/1',
  room: 'clockwork',
  seed: 11,
  plan: [{ kind: 'player', atMs: 0, model: 'solver' }],
  endMs: 3_600_000,
};

/** A person stops the room, nobody and then two people reset it, and somebody asks something of a lamp in between. */
const stopped: Scenario = {
  ...plain,
  plan: [
    ...plain.plan,
    { kind: 'operator', atMs: 60_000, by: 'ada', request: { action: 'ESTOP' } },
    {
      kind: 'operator',
      atMs: 61_000,
      by: 'ada',
      request: { action: 'DISPATCH', device: 'main_lighting_sconces', parameters: { op: 'noop' } },
    },
    { kind: 'operator', atMs: 65_000, by: 'ada', request: { action: 'REQUEST_SAFETY_RESET' } },
    { kind: 'operator', atMs: 66_000, by: 'ada', request: { action: 'CONFIRM_SAFETY_RESET' } },
    { kind: 'operator', atMs: 67_000, by: 'ben', request: { action: 'CONFIRM_SAFETY_RESET' } },
    { kind: 'operator', atMs: 80_000, by: 'ben', request: { action: 'RESUME_DISPATCH' } },
  ],
};

describe('coverage', () => {
  it('of a solved game names every node that the engine passed, and no other', () => {
    const passed = new Set<string>();
    const collector = new CoverageCollector(coverageMap(room));
    const report = runScenario(room, firmware, plain, {
      collector,
      observe: true,
      onEvent: (event) => {
        if (event.kind !== 'notify' || !event.key.startsWith('node/')) return;
        // An idle node has no entry.
        if (event.value !== null) passed.add(`node:${event.key.slice(5)}`);
      },
    });
    expect(report.outcome).toBe('won');
    expect(report.coverage.filter((name) => name.startsWith('node:'))).toEqual([...passed].sort());
    expect(report.coverage).toEqual([...new Set(report.coverage)].sort());
  });

  it('misses a node that no path leads to, and changes nothing of the run', () => {
    const planted: Room = {
      ...room,
      graph: { ...room.graph, nodes: { ...room.graph.nodes, cellar_of_nobody: { kind: 'NOOP', next: 'opening' } } },
    };
    const map = coverageMap(planted);
    const looked = runScenario(planted, firmware, stopped, { collector: new CoverageCollector(map) });
    const { node, guard, sometimes } = summariseCoverage(universeOf(map), looked.coverage);
    expect(node.missing).toContain('node:cellar_of_nobody');
    expect(node.missing).not.toContain('node:opening');
    expect([...node.unexpected, ...guard.unexpected]).toEqual([]);
    for (const name of [
      'latched_from_the_desk',
      'refused_while_latched',
      'reset_refused_to_one_person',
      'latch_cleared_by_two',
    ]) {
      expect(sometimes.missing).not.toContain(`sometimes:${name}`);
    }
    const alone = runScenario(planted, firmware, stopped);
    expect(alone.coverage).toEqual([]);
    expect({ ...looked, coverage: [] }).toEqual(alone);
  });
});
