/** The plants behind one controller, in the bench's time: what the controller drives goes in, levels of its inputs come out. */
import { type ControllerDefinition, DRIVERS, type Driver, type Room } from '@understudy/contract';
import { createPlant, hashText, type ModelName, PinBank, type Plant, type Wiring } from '@understudy/sim-devices';
import type { Effect } from '../conformance/dut.ts';
import { installedUnits } from '../suites/target.ts';
import { isLoop, wiredPlants } from './loop-plants.ts';

const drivers: Readonly<Record<string, Driver>> = DRIVERS;

/** Of an input, since an instant of the bench. */
export interface Level {
  readonly value: number;
  readonly atUs: number;
}

interface Held {
  readonly plant: Plant;
  /** Role of each pin that it hears. */
  readonly roles: ReadonlyMap<number, string>;
  readonly cutByEstop: boolean;
}

export class PlantWorld {
  /** Inputs of the controller that plants give the level of. */
  readonly inputs: readonly number[];
  readonly #pins = new PinBank();
  readonly #held: readonly Held[];
  readonly #dropOutUs: number;
  /** Changes of the E-stop chain to come, in order. */
  #chain: { readonly atUs: number; readonly closed: boolean }[] = [];
  #closed = true;
  readonly #driven = new Map<number, number>();
  #levels = new Map<number, Level>();
  #nowUs: number;

  /** @param nowUs bench time of its beginning */
  constructor(room: Room, definition: ControllerDefinition, nowUs: number) {
    this.#nowUs = nowUs;
    this.#dropOutUs = room.manifest.circuits.estop.dropOutMs * 1000;
    this.#floatOutputs(definition);
    const loops = wiredPlants(room, definition.controller).filter(isLoop);
    this.inputs = loops.flatMap(({ inputs }) => inputs);
    this.#held = loops.map(({ id, definition: { model, pins, params, estop, egress } }) => ({
      plant: createPlant(model as ModelName, {
        id,
        definition: { model, pins },
        seed: hashText(id),
        wiring: this.#wiring(pins),
        ...(params !== undefined && { params }),
      }),
      roles: new Map(Object.entries(pins).map(([role, pin]) => [pin, role])),
      cutByEstop: estop === true || egress === true,
    }));
    for (const { plant } of this.#held) plant.start(nowUs);
  }

  /** When something will happen by itself, in bench time; Infinity for never. */
  get nextUs(): number {
    const plants = this.#held.map(({ plant }) => plant.nextAtUs);
    return Math.min(...plants, this.#pins.nextRampEndUs(), this.#chain[0]?.atUs ?? Number.POSITIVE_INFINITY);
  }

  /** Levels that have changed since they were last taken, by pin. */
  takeLevels(): ReadonlyMap<number, Level> {
    const levels = this.#levels;
    this.#levels = new Map();
    return levels;
  }

  /** Does what is due until then. */
  runTo(nowUs: number): void {
    for (let dueUs = this.nextUs; dueUs <= nowUs; dueUs = this.nextUs) {
      const atUs = Math.max(dueUs, this.#nowUs);
      this.#nowUs = atUs;
      const change = this.#chain[0];
      if (change !== undefined && change.atUs <= atUs) {
        this.#chain.shift();
        for (const { plant, cutByEstop } of this.#held) if (cutByEstop) plant.power(change.closed, atUs);
      }
      this.#pins.settleRamps(atUs);
      this.#tell(atUs);
      for (const { plant } of this.#held) if (plant.nextAtUs <= atUs) plant.run(atUs);
    }
    this.#nowUs = Math.max(this.#nowUs, nowUs);
  }

  /** What the controller did, at an instant of the bench; instants never fall. */
  effect(effect: Effect, atUs: number): void {
    const nowUs = Math.max(atUs, this.#nowUs);
    this.runTo(nowUs);
    if (effect.kind === 'write') this.#pins.write(effect.pin, effect.value);
    else if (effect.kind === 'ramp') this.#pins.setRamp(effect.pin, effect.steps, effect.rate, effect.accel, nowUs);
    this.#tell(nowUs);
  }

  /** The controller has no power any more: nothing drives the plants. */
  float(nowUs: number): void {
    this.runTo(nowUs);
    this.#pins.powerOff(this.#nowUs);
    this.#tell(this.#nowUs);
  }

  /** The E-stop chain opens or closes, and its contactor after it. */
  chain(closed: boolean, atUs: number): void {
    if (closed === this.#closed) return;
    this.#closed = closed;
    this.#chain.push({ atUs: atUs + this.#dropOutUs, closed });
    this.#chain.sort((one, other) => one.atUs - other.atUs);
  }

  #tell(atUs: number): void {
    for (let pin = this.#pins.take(); pin >= 0; pin = this.#pins.take()) {
      for (const { plant, roles } of this.#held) {
        const role = roles.get(pin);
        if (role !== undefined) plant.output(role, this.#pins.level(pin), atUs);
      }
    }
  }

  #wiring(pins: Readonly<Record<string, number>>): Wiring {
    const pinOf = (role: string): number => pins[role] ?? -1;
    return {
      has: (role) => pins[role] !== undefined,
      drive: (role, value, atUs) => {
        if (pins[role] === undefined || this.#driven.get(pinOf(role)) === value) return;
        this.#driven.set(pinOf(role), value);
        this.#levels.set(pinOf(role), { value, atUs });
      },
      level: (role) => (pins[role] === undefined ? -1 : this.#pins.level(pinOf(role))),
      ramp: (role) => this.#pins.ramp(pinOf(role)),
      pattern: (role) => this.#pins.pattern(pinOf(role)),
      // Noise is below what a contact tells, nobody is blocked or fed, and no such plant speaks in bytes.
      noise: () => {},
      send: () => {},
      changed: () => {},
      released: () => {},
      feeds: () => {},
    };
  }

  #floatOutputs(definition: ControllerDefinition): void {
    for (const { driver, pins } of installedUnits({ definition })) {
      for (const [role, pin] of Object.entries(pins)) {
        const known = drivers[driver]?.pins[role];
        if (known?.direction === 'out' && known.signal !== 'ramp' && known.signal !== 'strip') this.#pins.float(pin);
      }
    }
  }
}
