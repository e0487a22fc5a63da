/** Shrinking: the algorithm over made-up failures, and over a room with a real defect. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import {
  type ActRecord,
  type FaultRecord,
  type PlanRecord,
  type Scenario,
  shrinkPlan,
  shrinkScenario,
  type TryRun,
} from '../src/index.ts';
import { removeChunks } from '../src/shrink/remove-chunks.ts';

const SECOND_MS = 1000;

const act = (atMs: number, plant: string, value?: number): ActRecord => ({
  kind: 'act',
  atMs,
  plant,
  action: 'pull',
  ...(value !== undefined && { value }),
});
const fault = (atMs: number, target: string, forMs = 0): FaultRecord => ({
  kind: 'fault',
  atMs,
  forMs,
  fault: 'network.drop',
  target,
});
const scenario = (plan: readonly PlanRecord[]): Scenario => ({
  schema: 'understudy.scenario/1',
  room: 'small',
  seed: 77,
  plan: [...plan],
  healAtMs: 500_000,
  endMs: 600_000,
});
const nameOf = (record: PlanRecord): string =>
  record.kind === 'act' ? record.plant : record.kind === 'fault' ? record.target : record.kind;

/** Fails as soon as every one of these has happened, in whatever order. */
const needs =
  (names: readonly string[]): TryRun =>
  ({ plan, endMs }) => {
    const there = names.map((name) => plan.find((record) => nameOf(record) === name)?.atMs);
    if (there.some((atMs) => atMs === undefined || atMs >= endMs)) return undefined;
    const atMs = Math.max(0, ...there.map(Number)) + 1;
    return atMs > endMs ? undefined : { atMs, acts: [] };
  };

const record = fc.oneof(
  fc.record({ at: fc.nat(400_000), name: fc.integer({ min: 0, max: 60 }) }).map(({ at, name }) => act(at, `p${name}`)),
  fc
    .record({ at: fc.nat(400_000), name: fc.integer({ min: 0, max: 60 }) })
    .map(({ at, name }) => fault(at, `f${name}`, 5000)),
);

describe('removeChunks', () => {
  it('leaves exactly what is needed, in its order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200), { maxLength: 80 }), fc.infiniteStream(fc.boolean()), (all, coin) => {
        const needed = all.filter(() => coin.next().value === true && all.length < 40);
        const kept = removeChunks(all, (some) => needed.every((item) => some.includes(item)));
        expect(kept).toEqual(needed);
      }),
    );
  });

  it('asks few questions of a long list', () => {
    const all = Array.from({ length: 1000 }, (_, index) => index);
    let asked = 0;
    const kept = removeChunks(all, (some) => {
      asked += 1;
      return some.includes(123) && some.includes(987);
    });
    expect(kept).toEqual([123, 987]);
    expect(asked).toBeLessThan(60);
  });
});

describe('shrinkPlan', () => {
  it('keeps the records that the failure needs, and no other', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 60 }), fc.nat(), fc.nat(), (plan, one, other) => {
        const names = [...new Set([one, other].map((index) => nameOf(plan[index % plan.length] ?? act(0, ''))))];
        const shrunk = shrinkPlan(scenario(plan), needs(names), { runs: 1000 });
        expect(shrunk?.isComplete).toBe(true);
        expect(shrunk?.scenario.plan.map(nameOf).sort()).toEqual([...names].sort());
        expect(shrunk?.scenario.endMs).toBeLessThanOrEqual(2 * SECOND_MS);
        expect(shrunk?.scenario.healAtMs).toBeUndefined();
        expect(shrunk?.scenario.seed).toBe(1);
      }),
    );
  });

  it('is undefined for a plan that does not fail, and never costs more runs than it may', () => {
    expect(shrinkPlan(scenario([act(1, 'a')]), needs(['b']), { runs: 100 })).toBeUndefined();
    const plan = Array.from({ length: 200 }, (_, index) => act(index * 100, `p${index}`));
    let runs = 0;
    const counted: TryRun = (candidate) => {
      runs += 1;
      return needs(['p3', 'p77', 'p150'])(candidate);
    };
    const shrunk = shrinkPlan(scenario(plan), counted, { runs: 12 });
    expect(runs).toBe(12);
    expect(shrunk).toMatchObject({ runs: 12, isComplete: false });
    expect(shrunk?.scenario.plan.length).toBeLessThan(200);
    expect(needs(['p3', 'p77', 'p150'])(shrunk?.scenario ?? scenario([]))).toBeDefined();
  });

  it('puts the acts of a player in its place when few of them matter', () => {
    const acts = Array.from({ length: 90 }, (_, index) => ({
      ...act(index * 2000, `p${index}`),
      kind: 'act' as const,
    }));
    const matters = ['p20', 'p61'];
    const tryRun: TryRun = (candidate) => {
      const played = candidate.plan.some(({ kind }) => kind === 'player');
      const done = [...(played ? acts : []), ...candidate.plan].filter((record) => record.kind === 'act');
      const found = needs(matters)({ ...candidate, plan: done });
      return found === undefined ? undefined : { ...found, acts: done };
    };
    const plan: PlanRecord[] = [{ kind: 'player', atMs: 0, model: 'solver' }, fault(300, 'f')];
    const shrunk = shrinkPlan(scenario(plan), tryRun, { runs: 300 });
    expect(shrunk?.scenario.plan.map(nameOf)).toEqual(matters);
  });

  it('keeps the player when its acts are too many to tell', () => {
    const acts = Array.from({ length: 40 }, (_, index) => ({
      ...act(index * 2000, `p${index}`),
      kind: 'act' as const,
    }));
    const all = acts.map(nameOf);
    const tryRun: TryRun = (candidate) => {
      if (candidate.plan.some(({ kind }) => kind === 'player')) return { atMs: 90_000, acts };
      const found = needs(all)(candidate);
      return found === undefined ? undefined : { ...found, acts };
    };
    const plan: PlanRecord[] = [{ kind: 'player', atMs: 0, model: 'solver' }, act(5000, 'beside')];
    expect(shrinkPlan(scenario(plan), tryRun, { runs: 300 })?.scenario.plan.map(nameOf)).toEqual(['player']);
  });

  it('closes gaps, rounds instants, and takes usual values, where the failure allows it', () => {
    const tryRun: TryRun = ({ plan, endMs }) => {
      const [first, second] = plan;
      if (first?.kind !== 'act' || second?.kind !== 'fault') return undefined;
      const apartMs = second.atMs - first.atMs;
      if (apartMs < 2500 || second.forMs < 700 || (second.values?.latency ?? 0) < 5) return undefined;
      return second.atMs > endMs ? undefined : { atMs: second.atMs + 10, acts: [] };
    };
    const plan: PlanRecord[] = [
      act(123_456, 'a', 7),
      { ...fault(234_567, 'f', 12_345), values: { latency: 9, other: 3 } },
    ];
    const shrunk = shrinkPlan(scenario(plan), tryRun, { runs: 300 })?.scenario;
    expect(shrunk?.plan).toEqual([act(0, 'a'), { ...fault(5000, 'f', 1000), values: { latency: 9 } }]);
    expect(shrunk?.endMs).toBe(6000);
  });

  it('is deterministic', () => {
    const plan = Array.from({ length: 50 }, (_, index) =>
      index % 3 === 0 ? fault(index * 777, `f${index}`) : act(index * 333, `p${index}`),
    );
    const once = () => shrinkPlan(scenario(plan), needs(['f9', 'p40']), { runs: 200 });
    expect(once()).toEqual(once());
  });
});

describe('shrinkScenario', () => {
  it('brings a defect of the room down to the one act that shows it', async () => {
    const room = await loadClockwork();
    const module = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
    const bolt = room.physics.map(({ plants }) => plants.exit_door_bolt).find((definition) => definition !== undefined);
    if (bolt === undefined) throw new Error('expected a bolt in the exit door');
    bolt.params = { ...bolt.params, springReturnMs: 0 };
    const plan: PlanRecord[] = [
      { kind: 'player', atMs: 0, model: 'impatient' },
      { kind: 'player', atMs: 2500, model: 'adversarial', untilMs: 40_000 },
      { kind: 'fault', atMs: 9000, forMs: 5000, fault: 'network.clog', target: 'engine' },
      { kind: 'act', atMs: 12_345, plant: 'valve_1', action: 'turn', value: 0.5 },
      { kind: 'act', atMs: 23_456, plant: 'egress_exit', action: 'press', value: 2000 },
      { kind: 'operator', atMs: 30_000, by: 'gamemaster', request: { action: 'PAUSE_TIMER' } },
    ];
    const failing: Scenario = { ...scenario(plan), room: 'clockwork', healAtMs: 60_000, endMs: 95_000 };
    const shrunk = shrinkScenario(room, module, failing, 2, { runs: 60 });
    expect(shrunk?.scenario).toMatchObject({ plan: [{ kind: 'act', action: 'press' }], seed: 1 });
    expect(shrunk?.scenario.endMs).toBeLessThanOrEqual(5000);
    expect(shrinkScenario(room, module, failing, 12, { runs: 60 })).toBeUndefined();
  }, 60_000);
});
