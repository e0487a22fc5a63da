/** A recorded run is the same run, and its file tells all of it: for the viewer, Lichtblick and Foxglove. */
import type { Room } from '@understudy/contract';
import { hashRoom, readMcap } from '@understudy/journal';
import type { FirmwareModule } from '@understudy/sim-devices';
import type { VirtualSession } from '@understudy/twin';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import {
  RECORDING_FACTS,
  RECORDING_FILES,
  type RecordedRun,
  recordScenario,
  runScenario,
  type Scenario,
} from '../src/index.ts';

/** Shortly after power-on somebody leaves by a door whose lock is slow to let go: invariant 2. */
const scenario: Scenario = {
  schema: 'understudy.scenario/1',
  room: 'clockwork',
  seed: 5,
  plan: [
    { kind: 'act', atMs: 10_000, plant: 'egress_study', action: 'press' },
    { kind: 'operator', atMs: 14_000, by: 'gamemaster', request: { action: 'PAUSE_DISPATCH' } },
  ],
  endMs: 20_000,
};

let room: Room;
let module: FirmwareModule;
let recorded: RecordedRun;

beforeAll(async () => {
  room = structuredClone(await loadClockwork());
  const locks = room.physics.find(({ plants }) => 'study_door_maglocks' in plants)?.plants.study_door_maglocks;
  if (locks === undefined) throw new Error('no study_door_maglocks');
  locks.params = { ...locks.params, releaseMs: 400 };
  module = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
  recorded = await recordScenario(room, module, scenario);
});

const START_US = 1_767_225_600_000_000;
const of = (topic: string): readonly { readonly atUs: number; readonly value: unknown }[] =>
  readMcap(recorded.bytes, new Set([topic])).messages.map(({ atUnixUs, value }) => ({
    atUs: atUnixUs - START_US,
    value,
  }));

describe('recordScenario', () => {
  it('changes nothing of the run, and gives equal bytes for equal scenarios', async () => {
    expect(recorded.report).toEqual(runScenario(room, module, scenario));
    const again = await recordScenario(room, module, scenario);
    expect(Buffer.compare(again.bytes, recorded.bytes)).toBe(0);
  });

  it('is whole, and every channel goes on in time', () => {
    const { messages, whole } = readMcap(recorded.bytes);
    expect(whole).toBe(true);
    expect(messages.length).toBeGreaterThan(1000);
    const last = new Map<string, number>();
    for (const { topic, atUnixUs } of messages) {
      expect(atUnixUs).toBeGreaterThanOrEqual(last.get(topic) ?? START_US);
      last.set(topic, atUnixUs);
    }
    expect(Math.max(...last.values())).toBe(START_US + recorded.report.endUs);
  });

  it('tells the violation, what led to it, and what a player needs to show it', () => {
    const [violation] = recorded.report.violations;
    expect(violation?.number).toBe(2);
    expect(of('/violations')).toEqual([
      {
        atUs: violation?.atUs,
        value: { number: 2, invariant: violation?.invariant, detail: violation?.detail, faults: [] },
      },
    ]);
    const acts = of('/acts').map(({ atUs, value }) => [atUs, (value as { plant: string }).plant]);
    expect(acts).toEqual([[10_000_000, 'egress_study']]);
    expect(of('/operators').map(({ atUs }) => atUs)).toContain(14_000_000);
    expect(of('/log').map(({ value }) => (value as { level: number }).level)).toContain(4);
    expect(of('/plants/study_door_maglocks').length).toBeGreaterThan(1);
    expect(of('/timeline').length).toBeGreaterThan(3);
    expect(of('/end')).toEqual([{ atUs: recorded.report.endUs, value: { verdict: 'failed', outcome: 'unfinished' } }]);
    const { metadata, attachments, whole } = readMcap(recorded.bytes, new Set());
    expect(whole).toBe(true);
    expect(metadata.get(RECORDING_FACTS)?.get('firstViolationUs')).toBe(String(violation?.atUs));
    expect(metadata.get(RECORDING_FACTS)?.get('roomHash')).toBe(hashRoom(room));
    expect(JSON.parse(attachments.get(RECORDING_FILES.scenario) ?? '')).toEqual(scenario);
    expect(JSON.parse(attachments.get(RECORDING_FILES.room) ?? '')).toEqual(room);
  });

  it.each([
    ['to its end', scenario.plan],
    [
      'also of an engine that began anew without its journal',
      [
        {
          kind: 'fault',
          atMs: 9000,
          forMs: 5000,
          fault: 'engine.missing_journal',
          target: '',
          values: { atCommand: 0 },
        },
      ] as const,
    ],
  ])('keeps the whole view, %s', async (_, plan) => {
    const sessions: VirtualSession[] = [];
    const tried: Scenario = { ...scenario, plan: [...plan] };
    const { report, bytes } = await recordScenario(room, module, tried);
    runScenario(room, module, tried, {
      observe: true,
      onSession: (session) => {
        sessions.push(session);
      },
    });
    const [session] = sessions;
    if (session === undefined) throw new Error('no session');
    expect(session.hash()).toBe(report.hash);
    for (const { fired } of report.evidence) expect(fired).toBe(1);
    const told = entriesOf(bytes);
    const expected = Object.fromEntries([
      ...session.engine.view(),
      ...[...session.world.truths()].map(([plant, truth]) => [`plant/${plant}`, truth] as const),
    ]);
    // The timer's entry is told when the clock starts and stops; whoever shows it carries it on.
    for (const entries of [told, expected]) delete entries.timer;
    expect(told).toEqual(expected);
  });
});

/** The view at the end, folded from the deltas alone. */
function entriesOf(bytes: Uint8Array): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  for (const { value } of readMcap(bytes, new Set(['/view'])).messages) {
    const { set, drop } = value as { set: Record<string, unknown>; drop: string[] };
    Object.assign(entries, set);
    for (const key of drop) delete entries[key];
  }
  return entries;
}
