/** A short game of Clockwork with one fault in it: what the tests of faults by kind share. */
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { type PlanRecord, runScenario, type Scenario, type ScenarioReport } from '../src/index.ts';

export interface Stage {
  readonly room: Room;
  readonly module: FirmwareModule;
}
export interface Trial {
  readonly fault: string;
  readonly target: string;
  readonly forMs: number;
  readonly values?: Readonly<Record<string, number>>;
  /** When it begins, in ms from power-on. Default 15,000. */
  readonly atMs?: number;
}
export interface TrialResult {
  readonly report: ScenarioReport;
  /** Kinds of the faults that the engine has spoken of. */
  readonly told: ReadonlySet<string>;
  /** Entries of the live view at the end. */
  readonly view: ReadonlyMap<string, unknown>;
}

/** From power-on to the heal; 30 s of converging follow. */
const HEAL_MS = 35_000;

export async function stage(): Promise<Stage> {
  const room = await loadClockwork();
  return { room, module: new WebAssembly.Module(new Uint8Array(await firmwareBytes())) };
}

function dispatch(atMs: number, device: string, op: string): PlanRecord {
  return { kind: 'operator', atMs, by: 'ada', request: { action: 'DISPATCH', device, parameters: { op } } };
}

/** A game with the solver and two commands by hand for a lever's magnet, the fault in it, healed at 35 s and watched until 65 s. */
export function scenarioOf({ fault, target, forMs, values, atMs = 15_000 }: Trial, seed = 11): Scenario {
  return {
    schema: 'understudy.scenario/1',
    room: 'clockwork',
    seed,
    plan: [
      { kind: 'player', atMs: 0, model: 'solver' },
      dispatch(18_000, 'lever_boiler_lever_stairs', 'maglock_unlock'),
      dispatch(21_000, 'lever_boiler_lever_stairs', 'maglock_lock'),
      { kind: 'fault', atMs, forMs, fault, target, ...(values !== undefined && { values }) },
    ],
    healAtMs: HEAL_MS,
    endMs: HEAL_MS + 30_000,
  };
}

export function tryFault({ room, module }: Stage, trial: Trial, seed = 11): TrialResult {
  const view = new Map<string, unknown>();
  const told = new Set<string>();
  const report = runScenario(room, module, scenarioOf(trial, seed), {
    observe: true,
    onEvent: (event) => {
      if (event.kind !== 'notify') return;
      if (event.value === null) view.delete(event.key);
      else view.set(event.key, event.value);
      if (event.key.startsWith('fault/') && event.value !== null) told.add((event.value as { kind: string }).kind);
    },
  });
  return { report, told, view };
}

/** Devices that are not online at the end. */
export function offline(view: ReadonlyMap<string, unknown>): string[] {
  return [...view].flatMap(([key, value]) =>
    key.startsWith('device/') && (value as { presence?: string }).presence !== 'ONLINE' ? [key] : [],
  );
}
