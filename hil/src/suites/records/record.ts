/** What one controller saw and did in a run of the whole room's twin. */
import type { Room } from '@understudy/contract';
import {
  developmentKey,
  type PreparedRoom,
  runPrepared,
  type Scenario,
  type ScenarioReport,
} from '@understudy/scenarios';
import type { HostTap } from '@understudy/sim-devices';
import { type Wire, wiresOf } from '../../scenario/wires.ts';
import type { Trace } from '../../suite/types.ts';

/** Something that came to the controller from outside. Instants in µs from power-on. */
export type Received = { readonly atUs: number } & (
  | { readonly kind: 'pin'; readonly pin: number; readonly value: number }
  | { readonly kind: 'bytes'; readonly pin: number; readonly bytes: Uint8Array }
  | { readonly kind: 'power'; readonly on: boolean; readonly reason: number }
  | { readonly kind: 'link'; readonly up: boolean }
  | { readonly kind: 'message'; readonly topic: string; readonly payload: string | Uint8Array; readonly flags: number }
);

/** A message as the broker of the run took it. */
export interface BusLine {
  readonly atUs: number;
  readonly from: string;
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

export interface ControllerRecord {
  readonly controller: string;
  readonly wires: readonly Wire[];
  readonly table: Uint8Array;
  readonly key: Uint8Array;
  /** Levels of its inputs at power-on, by pin. */
  readonly initial: ReadonlyMap<number, number>;
  /** In the order of time. */
  readonly received: readonly Received[];
  readonly trace: Trace;
  readonly bus: readonly BusLine[];
  readonly endUs: number;
  readonly report: ScenarioReport;
}

/**
 * Props without noise: a bench drives levels, and noise of a model is nobody's to replay. Nothing else of the room is changed.
 */
export function withoutNoise(room: Room, controller: string): Room {
  const physics = room.physics.map((file) => {
    if (file.controller !== controller) return file;
    const plants = Object.entries(file.plants).map(([id, plant]) => {
      const noisy = plant.model === 'valve' || plant.params?.noiseCounts !== undefined;
      return [id, noisy ? { ...plant, params: { ...plant.params, noiseCounts: 0 } } : plant];
    });
    return { ...file, plants: Object.fromEntries(plants) };
  });
  return { ...room, physics };
}

/** Runs the scenario in the twin. @throws RangeError for a controller that the room has not */
export function recordController(prepared: PreparedRoom, scenario: Scenario, controller: string): ControllerRecord {
  const index = prepared.room.controllers.findIndex((one) => one.controller === controller);
  const definition = prepared.room.controllers[index];
  const table = prepared.tables.get(controller);
  if (definition === undefined || table === undefined) {
    throw new RangeError(`expected a controller of the room, seen ${controller}`);
  }
  const wires = wiresOf(definition);
  const taken = new Taken(wires);
  const bus: BusLine[] = [];
  let initial: ReadonlyMap<number, number> = new Map();
  const report = runPrepared(prepared, scenario, {
    monitors: [
      {
        message: (atUs, from, topic, payload, retain) => void bus.push({ atUs, from, topic, payload, retain }),
        finish: () => [],
      },
    ],
    onSession: (session) => {
      const level = session.world.faults.tap(index, taken);
      initial = new Map(wires.flatMap(({ pin, direction }) => (direction === 'in' ? [[pin, level(pin)]] : [])));
      // Its boot was before anybody could hear: what it drives then is what it drives now.
      for (const { pin } of wires) taken.starts(pin, Math.max(0, level(pin)));
    },
  });
  return {
    ...{ controller, wires, table, key: developmentKey(scenario.seed), initial, bus, report },
    ...{ received: taken.received, trace: taken.trace, endUs: report.endUs },
  };
}

class Taken implements HostTap {
  readonly received: Received[] = [];
  readonly trace: { edges: { atUs: number; signal: string; value: number }[]; messages: Trace['messages'][number][] } =
    {
      edges: [],
      messages: [],
    };
  readonly #wires: ReadonlyMap<number, Wire>;
  readonly #levels = new Map<number, number>();

  constructor(wires: readonly Wire[]) {
    this.#wires = new Map(wires.map((wire) => [wire.pin, wire]));
  }

  /** Where a wire stands at power-on: no edge. */
  starts(pin: number, value: number): void {
    this.#levels.set(pin, value);
  }
  input(pin: number, value: number, atUs: number): void {
    const wire = this.#wires.get(pin);
    if (wire === undefined || wire.direction === 'out' || wire.kind === 'bytes') return;
    if (this.#edge(wire, value, atUs)) this.received.push({ kind: 'pin', pin, value, atUs });
  }
  output(pin: number, value: number, atUs: number): void {
    const wire = this.#wires.get(pin);
    // Nobody drives it: the bench sees no level then.
    if (wire !== undefined && wire.kind !== 'ramp' && wire.kind !== 'strip') this.#edge(wire, Math.max(0, value), atUs);
  }
  byte(pin: number, byte: number, atUs: number): void {
    this.received.push({ kind: 'bytes', pin, bytes: Uint8Array.of(byte), atUs });
  }
  power(on: boolean, reason: number, atUs: number): void {
    this.received.push({ kind: 'power', on, reason, atUs });
  }
  link(up: boolean, atUs: number): void {
    this.received.push({ kind: 'link', up, atUs });
  }
  message(topic: string, payload: string | Uint8Array, flags: number, atUs: number): void {
    this.received.push({ kind: 'message', topic, payload, flags, atUs });
  }
  publish(topic: string, payload: string, _retain: boolean, atUs: number): void {
    this.trace.messages.push({ atUs, topic, payload });
  }

  #edge({ pin, signal }: Wire, value: number, atUs: number): boolean {
    if (this.#levels.get(pin) === value) return false;
    this.#levels.set(pin, value);
    this.trace.edges.push({ atUs, signal, value });
    return true;
  }
}
