/** One fault on Clockwork for less than a minute: a room in which things move, the fault, and the room put right. */
import { beforeAll, expect } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import type { PlanRecord, Scenario, ScenarioReport } from '../src/index.ts';
import { FAULTS, runScenario } from '../src/index.ts';

type Loaded = readonly [Parameters<typeof runScenario>[0], Parameters<typeof runScenario>[1]];
let loaded: Loaded;

/** Loads room and firmware once for a file of trials. */
export function loadForTrials(): void {
  beforeAll(async () => {
    loaded = [await loadClockwork(), new WebAssembly.Module(new Uint8Array(await firmwareBytes()))];
  }, 60_000);
}

export interface Trial {
  readonly fault: string;
  readonly target?: string;
  readonly values?: Readonly<Record<string, number>>;
  /** Default 9 s. */
  readonly atMs?: number;
  /** Until the healing at the latest. 0: once. */
  readonly forMs?: number;
  /** Default 25 s. */
  readonly healAtMs?: number;
  readonly seed?: number;
  /** Default: the room at work, see `AT_WORK`. */
  readonly plan?: readonly PlanRecord[];
}

export const dispatch = (atMs: number, device: string, op: string): PlanRecord => ({
  kind: 'operator',
  atMs,
  by: 'ada',
  request: { action: 'DISPATCH', device, parameters: { op } },
});
export const act = (atMs: number, plant: string, action: string, value?: number): PlanRecord => ({
  kind: 'act',
  atMs,
  plant,
  action,
  ...(value !== undefined && { value }),
});

/** People bring a few rails up, move a cage door, a bolt and a lever's magnet, and turn keys. */
export const AT_WORK: readonly PlanRecord[] = [
  dispatch(6000, 'power_control_upper_right_controller', 'all_on'),
  dispatch(6000, 'power_control_lower_right_controller', 'all_on'),
  dispatch(12_000, 'lab_rm_cage_a_door_one', 'open'),
  dispatch(12_000, 'clock_metal_door_actuator', 'unlock'),
  dispatch(12_000, 'lever_boiler_lever_stairs', 'maglock_unlock'),
  dispatch(13_000, 'lever_boiler_lever_stairs', 'maglock_lock'),
  act(12_000, 'green_key_left', 'set', 1),
  act(14_000, 'green_key_left', 'set', 0),
  act(12_000, 'valve_3', 'turn', 1),
];

export function scenarioOf(trial: Trial): Scenario {
  const { fault, target = '', values, atMs = 9000, forMs, seed = 11, plan, healAtMs = 25_000 } = trial;
  const kind = FAULTS.get(fault);
  return {
    schema: 'understudy.scenario/1',
    room: 'clockwork',
    seed,
    plan: [
      ...(plan ?? AT_WORK),
      {
        kind: 'fault',
        atMs,
        forMs: forMs ?? (kind?.forMs.default === 0 ? 0 : 16_000),
        fault,
        target,
        ...(values && { values }),
      },
    ],
    healAtMs,
    endMs: healAtMs + 31_000,
  };
}

export function tryFault(trial: Trial, options: Parameters<typeof runScenario>[3] = {}): ScenarioReport {
  return runScenario(...loaded, scenarioOf(trial), options);
}

/** The fault fired, the run repeats byte for byte, and no invariant that it does not excuse was broken. */
export function expectTried(trial: Trial): void {
  const report = tryFault(trial);
  expect(report.evidence[0]?.fired).toBeGreaterThan(0);
  const excused = Object.keys(FAULTS.get(trial.fault)?.excuses ?? {}).map(Number);
  expect(report.violations.filter(({ number }) => !excused.includes(number))).toEqual([]);
  expect(tryFault(trial).hash).toBe(report.hash);
}
