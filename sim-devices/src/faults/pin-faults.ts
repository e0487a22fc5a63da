/** The faults of one controller's inputs, and what their wires carry meanwhile. One fault a pin, the last one. */
import type { InputFault } from './input-fault.ts';

interface Faulty {
  readonly fault: InputFault;
  wire: number;
}

export class PinFaults {
  /** When a fault shows something else by itself; Infinity for never. */
  nextAtUs = Number.POSITIVE_INFINITY;
  readonly #faulty = new Map<number, Faulty>();

  get empty(): boolean {
    return this.#faulty.size === 0;
  }
  get(pin: number): InputFault | undefined {
    return this.#faulty.get(pin)?.fault;
  }
  /** What the wire carries; undefined without a fault. */
  wire(pin: number): number | undefined {
    return this.#faulty.get(pin)?.wire;
  }

  /** Takes hold of a pin whose wire carries `wire`, or lets go of it. */
  set(pin: number, fault: InputFault | undefined, wire: number): void {
    if (fault === undefined) this.#faulty.delete(pin);
    else this.#faulty.set(pin, { fault, wire });
    this.#plan();
  }

  /** What a faulty pin shows at `atUs` now that its wire carries `wire`. */
  show(pin: number, wire: number, atUs: number): number {
    const faulty = this.#faulty.get(pin);
    if (faulty === undefined) return wire;
    faulty.wire = wire;
    const shown = faulty.fault.show(wire, atUs);
    if (shown !== wire) faulty.fault.fired += 1;
    this.#plan();
    return shown;
  }

  /** Visits what every fault shows whose time has come. */
  run(atUs: number, visit: (pin: number, shown: number) => void): void {
    if (atUs < this.nextAtUs) return;
    for (const [pin, { fault, wire }] of this.#faulty) {
      if (fault.nextAtUs <= atUs) visit(pin, this.show(pin, wire, atUs));
    }
  }

  #plan(): void {
    this.nextAtUs = Number.POSITIVE_INFINITY;
    for (const { fault } of this.#faulty.values()) this.nextAtUs = Math.min(this.nextAtUs, fault.nextAtUs);
  }
}
