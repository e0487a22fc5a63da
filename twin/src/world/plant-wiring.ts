import type { ControllerHost, OutputFault, Pattern, RampProfile, Wiring } from '@understudy/sim-devices';

/** What a plant's wiring tells the world. */
export interface WiringWorld {
  /** An input pin was driven: the host may want to run. */
  driven(controller: number): void;
  plantChanged(plant: number): void;
  plantReleased(plant: number, atUs: number): void;
  /** A load came on or went off: what it feeds has power, or none. */
  plantFeeds(plant: number, on: boolean, atUs: number): void;
}

/** The wires of one plant, to the pins of one controller. */
export class PlantWiring implements Wiring {
  readonly #pins: Map<string, number>;
  /** Faults of its outputs, by role; undefined while there is none. */
  #faults: Map<string, OutputFault> | undefined;
  readonly #host: ControllerHost | undefined;
  readonly #controller: number;
  readonly #plant: number;
  readonly #world: WiringWorld;

  /** `host` is undefined for the room's own circuits, which have no pins. */
  constructor(
    world: WiringWorld,
    plant: number,
    controller: number,
    host: ControllerHost | undefined,
    pins: Readonly<Record<string, number>>,
  ) {
    this.#world = world;
    this.#plant = plant;
    this.#controller = controller;
    this.#host = host;
    this.#pins = new Map(Object.entries(pins));
  }

  has(role: string): boolean {
    return this.#pins.has(role);
  }
  drive(role: string, value: number, atUs: number): void {
    const pin = this.#pins.get(role);
    if (pin === undefined || this.#host === undefined) return;
    this.#host.drive(pin, value, atUs);
    this.#world.driven(this.#controller);
  }
  noise(role: string, counts: number, seed: number): void {
    const pin = this.#pins.get(role);
    if (pin !== undefined) this.#host?.pins.setNoise(pin, counts, seed);
  }
  level(role: string): number {
    const pin = this.#pins.get(role);
    const written = pin === undefined || this.#host === undefined ? -1 : this.#host.pins.level(pin);
    return this.#faults === undefined ? written : (this.#faults.get(role)?.show(written) ?? written);
  }
  /** A fault takes hold of an output; undefined mends it. One fault a role, the last one. */
  fault(role: string, fault: OutputFault | undefined): void {
    this.#faults ??= new Map();
    if (fault === undefined) this.#faults.delete(role);
    else this.#faults.set(role, fault);
    if (this.#faults.size === 0) this.#faults = undefined;
  }
  /** The pin that a role is wired to; undefined for none. */
  pin(role: string): number | undefined {
    return this.#pins.get(role);
  }
  /** A fault: the role hangs on another pin from now on. */
  rewire(role: string, pin: number): void {
    this.#pins.set(role, pin);
  }
  ramp(role: string): RampProfile {
    return this.#wired(role).pins.ramp(this.#wiredPin(role));
  }
  pattern(role: string): Pattern {
    return this.#wired(role).pins.pattern(this.#wiredPin(role));
  }
  send(role: string, byte: number, atUs: number): void {
    const pin = this.#pins.get(role);
    if (pin === undefined || this.#host === undefined) return;
    this.#host.send(pin, byte, atUs);
    this.#world.driven(this.#controller);
  }
  changed(): void {
    this.#world.plantChanged(this.#plant);
  }
  released(atUs: number): void {
    this.#world.plantReleased(this.#plant, atUs);
  }
  feeds(on: boolean, atUs: number): void {
    this.#world.plantFeeds(this.#plant, on, atUs);
  }

  #wired(role: string): ControllerHost {
    if (this.#host === undefined) throw new Error(`expected a controller for pin ${role}, saw a circuit of the room`);
    return this.#host;
  }
  #wiredPin(role: string): number {
    const pin = this.#pins.get(role);
    if (pin === undefined)
      throw new Error(`expected the pin ${role} to be wired, saw ${[...this.#pins.keys()].join(', ')}`);
    return pin;
  }
}
