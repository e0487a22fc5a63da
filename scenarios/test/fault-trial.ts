/** One fault on Clockwork for a minute: a room in which things move and a game is played, the fault, and the room put right. */
import type { VirtualSession } from '@understudy/twin';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import {
  FAULTS,
  type FaultGroup,
  type PlanRecord,
  type PreparedRoom,
  prepareRoom,
  runPrepared,
  type Scenario,
  type ScenarioReport,
} from '../src/index.ts';

export interface Trial {
  readonly fault: string;
  /** Default: none, for a fault that hits the whole room. */
  readonly target?: string;
  readonly values?: Readonly<Record<string, number>>;
  /** From power-on. Default 9 s. */
  readonly atMs?: number;
  /** Until the healing at the latest. 0: once. Default 15 s, or once where that is the fault's way. */
  readonly forMs?: number;
  /** Default 25 s. */
  readonly healAtMs?: number;
  /** Default 11. */
  readonly seed?: number;
}

export interface Tried {
  readonly report: ScenarioReport;
  readonly session: VirtualSession;
  /** Kinds of the faults that the engine has spoken of. */
  readonly told: ReadonlySet<string>;
}

const dispatch = (atMs: number, device: string, op: string): PlanRecord => ({
  kind: 'operator',
  atMs,
  by: 'ada',
  request: { action: 'DISPATCH', device, parameters: { op } },
});
const act = (atMs: number, plant: string, action: string, value: number): PlanRecord => ({
  kind: 'act',
  atMs,
  plant,
  action,
  value,
});

/** A game begins; people bring a few rails up, move a cage door, a bolt and a lever's magnet, and turn keys. */
const AT_WORK: readonly PlanRecord[] = [
  { kind: 'player', atMs: 0, model: 'solver' },
  dispatch(6000, 'power_control_upper_right_controller', 'all_on'),
  dispatch(6000, 'power_control_lower_right_controller', 'all_on'),
  dispatch(12_000, 'lab_rm_cage_a_door_one', 'open'),
  dispatch(12_000, 'clock_metal_door_actuator', 'unlock'),
  dispatch(12_000, 'lever_boiler_lever_stairs', 'maglock_unlock'),
  dispatch(15_000, 'lever_boiler_lever_stairs', 'maglock_lock'),
  act(12_000, 'green_key_left', 'set', 1),
  act(14_000, 'green_key_left', 'set', 0),
  act(12_000, 'valve_3', 'turn', 1),
];
/** Invariants want the room to have converged 30 s after it is healed. */
const CONVERGED_MS = 31_000;

function scenarioOf({ fault, target = '', values, atMs = 9000, forMs, healAtMs = 25_000, seed = 11 }: Trial): Scenario {
  const once = FAULTS.get(fault)?.forMs.default === 0;
  return {
    schema: 'understudy.scenario/1',
    room: 'clockwork',
    seed,
    plan: [
      ...AT_WORK,
      {
        kind: 'fault',
        atMs,
        forMs: forMs ?? (once ? 0 : 15_000),
        fault,
        target,
        ...(values !== undefined && { values }),
      },
    ],
    healAtMs,
    endMs: healAtMs + CONVERGED_MS,
  };
}

let clockwork: PreparedRoom;

function tryFault(trial: Trial): Tried {
  let session: VirtualSession | undefined;
  const told = new Set<string>();
  const report = runPrepared(clockwork, scenarioOf(trial), {
    observe: true,
    onSession: (made) => {
      session = made;
    },
    onEvent: (event) => {
      if (event.kind !== 'notify' || !event.key.startsWith('fault/') || event.value === null) return;
      told.add((event.value as { kind: string }).kind);
    },
  });
  if (session === undefined) throw new Error('expected a session');
  return { report, session, told };
}

/** Devices that are not online. */
function offline({ engine }: VirtualSession): string[] {
  return [...engine.view()].flatMap(([key, value]) =>
    key.startsWith('device/') && (value as { presence?: string }).presence !== 'ONLINE' ? [key] : [],
  );
}

/**
 * Declares the tests of a group: each trial fires, breaks no invariant that the fault does not excuse, leaves nothing offline and
 * repeats byte for byte; every fault of the group is tried, and nothing twice.
 * @param also looks at each trial that went well
 */
export function tryGroup(
  group: FaultGroup,
  trials: readonly Trial[],
  also?: (trial: Trial, tried: Tried) => void,
): void {
  beforeAll(async () => {
    clockwork = prepareRoom(await loadClockwork(), new WebAssembly.Module(new Uint8Array(await firmwareBytes())));
  });

  describe(`faults of the ${group}`, () => {
    it.each(trials)('$fault on "$target" with $values', (trial) => {
      const tried = tryFault(trial);
      const { report, session } = tried;
      expect(report.evidence[0]?.fired).toBeGreaterThan(0);
      expect(report.violations).toEqual([]);
      expect(report.outcome).toBe('unfinished');
      expect(offline(session)).toEqual([]);
      also?.(trial, tried);
      // Nobody looks this time: that must change nothing either.
      expect(runPrepared(clockwork, scenarioOf(trial))).toEqual(report);
    });

    it('are all tried, and none twice', () => {
      const names = [...FAULTS.values()].filter((kind) => kind.group === group).map(({ name }) => name);
      expect(new Set(trials.map(({ fault }) => fault))).toEqual(new Set(names));
      expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(trials.length);
    });
  });
}
