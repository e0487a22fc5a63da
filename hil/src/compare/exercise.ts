/** Moves every device that can be measured to and fro, and records what its contacts answer. */
import type { ControllerDefinition, Room } from '@understudy/contract';
import { playScenario } from '../scenario/player.ts';
import type { BenchScenario, Step } from '../scenario/steps.ts';
import { wiresOf } from '../scenario/wires.ts';
import type { Station } from '../station/types.ts';
import type { Trace } from '../suite/types.ts';
import { type Order, orderFor } from '../suites/orders.ts';
import { travelCapMs } from '../suites/safety-limits.ts';
import { type InstalledUnit, installedUnits, targetOf } from '../suites/target.ts';
import { FITS } from './fit-models.ts';
import { isLoop, wiredPlants } from './loop-plants.ts';

/** One unit with its two ways. */
interface Exercise {
  readonly unit: InstalledUnit;
  readonly ways: readonly Order[];
  /** In which each way is over, in µs. */
  readonly spanUs: number;
}

const US_A_MS = 1000;
/** After a motion has ended: acknowledgement, ramps, bounces. */
const REST_MS = 500;
/** Longest that a lock takes, beyond what its driver waits. */
const LOCK_MS = 1000;

const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  motor: ['forward', 'reverse'],
  actuator: ['forward', 'reverse'],
  lock: ['unlock', 'lock'],
};

/** Units of the controller that move a plant with contacts, and have an operation for each way. */
function exercisesOf(room: Room, definition: ControllerDefinition): readonly Exercise[] {
  const target = targetOf(room.manifest, definition);
  const loops = wiredPlants(room, definition.controller).filter(
    (plant) => isLoop(plant) && FITS[plant.definition.model] !== undefined,
  );
  const moved = new Set(loops.flatMap(({ outputs }) => outputs));
  return installedUnits(target).flatMap((unit) => {
    const verbs = VERBS[unit.driver];
    if (verbs === undefined || !Object.values(unit.pins).some((pin) => moved.has(pin))) return [];
    const ways = verbs.flatMap((verb) => orderFor(target, unit, [{ verb }]) ?? []);
    const capMs = unit.driver === 'lock' ? unit.param('settleMs') + LOCK_MS : travelCapMs(unit);
    return ways.length < verbs.length ? [] : [{ unit, ways, spanUs: (capMs + REST_MS) * US_A_MS }];
  });
}

export interface ExerciseOptions {
  /** To and fro. */
  readonly rounds: number;
  readonly signal?: AbortSignal;
  onUnit?(name: string): void;
}

/** Device time that all of it takes, in ms. */
export function exerciseMs(room: Room, definition: ControllerDefinition, rounds: number): number {
  const spans = exercisesOf(room, definition).map(({ ways, spanUs }) => (1 + rounds * ways.length) * spanUs);
  return spans.reduce((sum, span) => sum + span, 0) / US_A_MS;
}

/**
 * One recording a unit. Each way is one programme of the bench, so that no edge falls between two; it lasts as long as the unit's
 * own limit of time, whatever the device does.
 * @throws errors of the bench as they are
 */
export async function exerciseDevices(
  station: Station,
  room: Room,
  definition: ControllerDefinition,
  { rounds, signal, onUnit }: ExerciseOptions,
): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  const wires = wiresOf(definition);
  for (const { unit, ways, spanUs } of exercisesOf(room, definition)) {
    onUnit?.(unit.name);
    const label = `exercise of ${unit.name}`;
    const way = ({ device, op, parameters }: Order): Step[] => [
      { kind: 'command', label, device, op, parameters, status: 'SENT', reason: undefined, timeoutUs: 0 },
      { kind: 'delay', label, us: spanUs },
    ];
    const steps: Step[] = [
      // What boots in motion is let come to rest.
      { kind: 'delay', label, us: spanUs },
      ...Array.from({ length: rounds }, () => ways.flatMap(way)).flat(),
    ];
    const scenario: BenchScenario = { name: label, definition, wires, seed: 0, initial: [], steps, longestMs: 0 };
    const { trace } = await playScenario(station, room, scenario, signal);
    if (trace !== undefined) traces.push(trace);
  }
  return traces;
}
