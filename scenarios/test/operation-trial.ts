/** One operation of one device on a bench of its own: brought to where it has something to do, ordered, and watched. */
import { EFFECTS, type OperationDefinition, type ParameterDefinition, type Room } from '@understudy/contract';
import type { FirmwareModule, Truth } from '@understudy/sim-devices';
import { type IndexedDevice, type IndexedPlant, indexRoom } from '../src/index.ts';
import { findOperation } from '../src/monitors/room-index.ts';
import type { Arguments, Outcome } from './expected-effect.ts';
import { benchRoom, loadClockwork, SafetyBench } from './safety-bench.ts';

export const { room, firmware }: { room: Room; firmware: FirmwareModule } = await loadClockwork();
export const INDEX = indexRoom(room);
export const DEVICES = [...INDEX.devices.values()];
/** Longer than any motion and any home-coming of the room. */
export const LIMIT_MS = 120_000;
const BOOT_MS = 16_000;
/** A rotor runs down, a needle crosses its whole scale. */
export const REST_MS = 10_000;
const HEAT_MS = 190_000;

type Parameters = Readonly<Record<string, unknown>>;

/** Verbs that bring a unit to where another verb has something to do. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  forward: ['reverse'],
  reverse: ['forward'],
  lock: ['unlock'],
  unlock: ['lock'],
  off: ['on', 'set_on', 'show', 'set_volume', 'set'],
  stop: ['start', 'forward', 'move_by'],
  close: ['open'],
  slow: ['stop'],
  fast: ['stop'],
  home: ['activate'],
  deactivate: ['activate'],
  set_brightness: ['on', 'show'],
  set_lit: ['show'],
  set_rgb: ['set_on'],
  flicker: ['set_on'],
  show_safe: ['show'],
  set_all: ['on'],
  set_pixel: ['on'],
};
/** What is told in the middle of a motion comes so long after its beginning. */
const MIDDLE_MS = 700;

/** Both ends of every parameter's range, one set of parameters each. */
export function ends(operation: OperationDefinition): Parameters[] {
  const names = Object.entries(operation.parameters ?? {});
  if (names.length === 0) return [{}];
  const pick = (high: boolean) => Object.fromEntries(names.map(([name, definition]) => [name, end(definition, high)]));
  return [pick(true), pick(false)];
}

function end({ type, minimum = 0, maximum = 0, values = {} }: ParameterDefinition, high: boolean): unknown {
  if (type === 'boolean') return high;
  if (type === 'color') return high ? '#ff8000' : '#0000ff';
  if (type === 'enum') return Object.keys(values).at(high ? -1 : 0);
  return high ? maximum : minimum;
}

/** What the driver is told: literals of the operation, and parameters by their name. */
export function told({ args = {}, parameters = {} }: OperationDefinition, given: Parameters): Arguments {
  const value = (text: number | string): number => {
    if (typeof text === 'number') return text;
    if (!text.startsWith('$')) return (EFFECTS as readonly string[]).indexOf(text);
    const name = text.slice(1);
    const one = given[name];
    if (typeof one === 'boolean') return Number(one);
    if (typeof one !== 'string') return Number(one);
    return one.startsWith('#') ? Number.parseInt(one.slice(1), 16) : (parameters[name]?.values?.[one] ?? Number.NaN);
  };
  return Object.fromEntries(Object.entries(args).map(([name, text]) => [name, value(text)]));
}

export class Trial {
  readonly #bench: SafetyBench;
  readonly #device: IndexedDevice;

  constructor(device: IndexedDevice, played: Room = room) {
    this.#device = device;
    this.#bench = new SafetyBench(benchRoom(played, device.controller.controller), firmware);
    this.#bench.pass(BOOT_MS);
  }

  /** Runs an operation and says what was seen of each plant; `end` is the last word on the command. */
  run(op: string, operation: OperationDefinition, parameters: Parameters): { end: string; outcomes: Outcome[] } {
    const bench = this.#bench;
    this.#prepare(op, operation);
    const units = this.#units(op, operation, parameters);
    const plants = units.flatMap((unit) => unit.plants.map((plant) => ({ unit, plant, roles: rolesOf(plant, unit) })));
    const before = plants.map(({ plant }) => ({ ...bench.truth(plant.id) }));
    const said = bench.ends.length;
    bench.order(this.#device.controller.controller, this.#device.key, op, parameters);
    const stirred = plants.map(() => false);
    const look = () => {
      for (const [index, { plant }] of plants.entries()) {
        if (!alike(bench.truth(plant.id), before[index] ?? {})) stirred[index] = true;
      }
      return bench.ends.length > said;
    };
    // The engine waits so long and no longer.
    bench.passUntil(look, operation.completionMs ?? LIMIT_MS, 20);
    const ended = plants.map(({ plant }) => ({ ...bench.truth(plant.id) }));
    bench.pass(REST_MS);
    const outcomes = plants.map(({ unit, plant, roles }, index) => ({
      unit,
      plant,
      roles,
      before: before[index] ?? {},
      ended: ended[index] ?? {},
      rested: { ...bench.truth(plant.id) },
      stirred: stirred[index] === true,
    }));
    return { end: bench.ends.at(-1) ?? 'none', outcomes };
  }

  /** Heats fog machines, opens valves, and brings the unit to where the verb has something to do. */
  #prepare(op: string, operation: OperationDefinition): void {
    const bench = this.#bench;
    const plants = this.#units(op, operation, {}).flatMap((unit) => unit.plants);
    if (plants.some(({ definition }) => definition.model.endsWith('fog') || definition.model === 'haze'))
      this.#heat(plants);
    for (const { id, definition } of plants) {
      if (definition.model === 'valve') bench.world.act(id, 'turn', 1);
    }
    const first = this.#operationWith(operation, FIRST[operation.verb] ?? []);
    if (first === undefined) return;
    const said = bench.ends.length;
    this.#tell(first);
    if (operation.verb === 'stop') bench.pass(MIDDLE_MS);
    else bench.passUntil(() => bench.ends.length > said, LIMIT_MS, 20);
    if (operation.verb !== 'stop') bench.pass(REST_MS);
  }

  #heat(plants: readonly IndexedPlant[]): void {
    const pins = new Set(plants.flatMap(({ definition }) => [definition.pins.power ?? -1]));
    for (const { key, definition } of DEVICES.filter(({ controller }) => controller === this.#device.controller)) {
      for (const [op, operation] of Object.entries(definition.operations ?? {})) {
        const unit = definition.units[operation.unit ?? ''];
        if (!pins.has(unit?.pins?.out ?? -2) || (operation.verb !== 'set' && operation.verb !== 'on')) continue;
        this.#bench.order(this.#device.controller.controller, key, op, operation.verb === 'set' ? { on: true } : {});
      }
    }
    this.#bench.pass(HEAT_MS);
  }

  #tell([op, operation]: readonly [string, OperationDefinition]): void {
    this.#bench.order(this.#device.controller.controller, this.#device.key, op, ends(operation)[0]);
  }

  /** The first operation over the same units with one of the verbs; of two the one that brings light. */
  #operationWith(like: OperationDefinition, verbs: readonly string[]) {
    const all = Object.entries(this.#device.definition.operations ?? {});
    for (const verb of verbs) {
      const found = all.find(
        ([, one]) => one.verb === verb && one.args?.on !== 0 && one.args?.effect !== 'off' && one.unit === like.unit,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #units(op: string, operation: OperationDefinition, parameters: Parameters) {
    const units = findOperation(INDEX, this.#device.id, op)?.units ?? [];
    const { select } = operation;
    if (select === undefined) return units;
    const first = operation.parameters?.[select]?.minimum ?? 0;
    return units.filter((_, index) => index === Number(parameters[select] ?? first) - first);
  }
}

const alike = (one: Truth, other: Truth) => JSON.stringify(one) === JSON.stringify(other);

function rolesOf({ definition }: IndexedPlant, { definition: unit }: Outcome['unit']): string[] {
  const pins = new Set(Object.values(unit.pins ?? {}));
  return Object.entries(definition.pins).flatMap(([role, pin]) => (pins.has(pin) ? [role] : []));
}

/** A bench of a device's controller, booted. */
export const bench = ({ controller }: IndexedDevice) => {
  const made = new SafetyBench(benchRoom(room, controller.controller), firmware);
  made.pass(BOOT_MS);
  return made;
};
