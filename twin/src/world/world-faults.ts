/**
 * Faults between firmware and props, where they act: on the wires of a plant and on the plant itself. Each acts from now
 * until it is taken away; what was not touched costs one check an output.
 */
import type { ControllerHost, HostTap, InputFault, OutputFault, Plant } from '@understudy/sim-devices';
import type { BuiltPlant } from './build.ts';
import type { PinTable } from './pin-table.ts';
import type { PlantPower } from './plant-power.ts';

/** What the faults need of the world. */
export interface FaultyWorld {
  readonly nowUs: number;
  /** An input pin may have changed: the controller may want to run. */
  driven(controller: number): void;
  /** The plant was touched: plan it anew. */
  replan(plant: number): void;
}

/** One wire: a role of a plant. */
export interface WireEnd {
  readonly plant: string;
  readonly role: string;
}

interface Crossing {
  readonly one: WireEnd;
  readonly other: WireEnd;
  readonly inputs: boolean;
}

export class WorldFaults {
  readonly #world: FaultyWorld;
  readonly #hosts: readonly ControllerHost[];
  readonly #all: readonly BuiltPlant[];
  readonly #byId: ReadonlyMap<string, number>;
  readonly #pins: PinTable;
  readonly #power: PlantPower;
  #outputs = 0;
  /** In the order in which they came. */
  readonly #crossings: Crossing[] = [];

  constructor(
    world: FaultyWorld,
    hosts: readonly ControllerHost[],
    built: readonly BuiltPlant[],
    byId: ReadonlyMap<string, number>,
    pins: PinTable,
    power: PlantPower,
  ) {
    this.#world = world;
    this.#hosts = hosts;
    this.#all = built;
    this.#byId = byId;
    this.#pins = pins;
    this.#power = power;
  }

  /** Whether some output has a fault: plants then look at their wires, not at what was written. */
  get onOutputs(): boolean {
    return this.#outputs > 0;
  }

  /** Hears all that one controller sees and does, from now on; gives the level of each of its pins now. Changes nothing. */
  tap(controller: number, tap: HostTap): (pin: number) => number {
    const host = this.#hosts[controller];
    if (host !== undefined) host.tap = tap;
    return (pin) => host?.pins.level(pin) ?? 0;
  }

  /** A fault takes hold of an input pin, whatever hangs on it; undefined mends it. */
  input(controller: number, pin: number, fault: InputFault | undefined): void {
    this.#hosts[controller]?.fault(pin, fault, this.#world.nowUs);
    this.#world.driven(controller);
  }

  /** A fault takes hold of an output of a plant; undefined mends it. Count `begin` and mend in pairs. */
  output({ plant, role }: WireEnd, fault: OutputFault | undefined): void {
    const index = this.#index(plant);
    this.#outputs += fault === undefined ? -1 : 1;
    this.#wiring(index).fault(role, fault);
    this.#look(index, role);
  }

  /** What the firmware has written to an output, whatever a fault makes of it; -1 while it drives nothing, or no such wire. */
  written({ plant, role }: WireEnd): number {
    const index = this.#index(plant);
    const pin = this.#wiring(index).pin(role);
    return pin === undefined ? -1 : (this.#hosts[this.#controller(index)]?.pins.level(pin) ?? -1);
  }

  /** Direction of a step generator: 1, -1, or 0 when it is still. */
  rampSign({ plant, role }: WireEnd): number {
    const ramp = this.#wiring(this.#index(plant)).ramp(role);
    const { nowUs } = this.#world;
    return Math.sign(ramp.rateAt(nowUs) || ramp.accelAt(nowUs));
  }

  /** The true value on the wire of an input, whatever a fault makes of it. */
  wire({ plant, role }: WireEnd): number {
    const index = this.#index(plant);
    const pin = this.#wiring(index).pin(role) ?? -1;
    return this.#hosts[this.#controller(index)]?.pins.wire(pin) ?? 0;
  }

  /**
   * Swaps two wires of one controller: both inputs, or both outputs of one signal. Returns what puts them right, also when one
   * of them has been swapped once more since.
   */
  cross(one: WireEnd, other: WireEnd, inputs: boolean): () => void {
    const crossing = { one, other, inputs };
    this.#crossings.push(crossing);
    this.#swap(crossing);
    return () => {
      const later = this.#crossings.splice(this.#crossings.indexOf(crossing)).slice(1);
      for (const each of [...later].reverse()) this.#swap(each);
      this.#swap(crossing);
      for (const each of later) this.#swap(each);
      this.#crossings.push(...later);
    };
  }

  #swap({ one, other, inputs }: Crossing): void {
    const ends = [one, other].map(({ plant, role }) => {
      const index = this.#index(plant);
      return { index, role, pin: this.#wiring(index).pin(role) ?? -1, wire: inputs ? this.wire({ plant, role }) : 0 };
    });
    const [first, second] = ends;
    if (first === undefined || second === undefined) return;
    this.#move(first.index, first.role, first.pin, second.pin, inputs, first.wire);
    this.#move(second.index, second.role, second.pin, first.pin, inputs, second.wire);
    if (!inputs) for (const { index, role } of ends) this.#look(index, role);
  }

  /** Cuts the power of one plant alone, or gives it back. */
  cut(plant: string, cut: boolean): void {
    this.#power.cut(this.#index(plant), cut, this.#world.nowUs);
  }

  /** The plant's params as they are now. */
  params(plant: string): Readonly<Record<string, number>> {
    return this.#plant(this.#index(plant)).params;
  }

  /** The plant goes on with other params. */
  retune(plant: string, params: Readonly<Record<string, number>>): void {
    this.#plant(this.#index(plant)).retune(params);
  }

  /** Something stands in the plant's way at `position` (0..1); undefined takes it away. */
  obstruct(plant: string, position: number | undefined): void {
    const index = this.#index(plant);
    this.#plant(index).obstruct(position, this.#world.nowUs);
    this.#world.replan(index);
  }

  #move(index: number, role: string, from: number, to: number, inputs: boolean, wire: number): void {
    const controller = this.#controller(index);
    this.#wiring(index).rewire(role, to);
    if (inputs) this.#wiring(index).drive(role, wire, this.#world.nowUs);
    else this.#pins.move(controller, from, to, index, role);
  }

  /** Lets the plant look at an output again. */
  #look(index: number, role: string): void {
    this.#plant(index).output(role, this.#wiring(index).level(role), this.#world.nowUs);
    this.#world.replan(index);
  }

  #index(plant: string): number {
    const index = this.#byId.get(plant);
    if (index === undefined) throw new Error(`expected a plant of the room, saw ${plant}`);
    return index;
  }
  #built(index: number): BuiltPlant {
    const built = this.#all[index];
    if (built === undefined) throw new Error(`expected a plant below ${this.#all.length}, saw ${index}`);
    return built;
  }
  #plant(index: number): Plant {
    return this.#built(index).plant;
  }
  #wiring(index: number): BuiltPlant['wiring'] {
    return this.#built(index).wiring;
  }
  #controller(index: number): number {
    return this.#built(index).controller;
  }
}
