import { Bounce } from './bounce.ts';
import type { Wiring } from './plant.ts';

/** A digital contact that bounces at both edges. */
export class Contact {
  /** Whether it is closed, bounces aside. */
  active = false;
  readonly #wiring: Wiring;
  readonly #role: string;
  readonly #activeLevel: number;
  readonly #bounceMs: number;
  readonly #bounce: Bounce;

  constructor(wiring: Wiring, role: string, activeLevel: number, bounceMs: number, seed: number) {
    this.#wiring = wiring;
    this.#role = role;
    this.#activeLevel = activeLevel;
    this.#bounceMs = bounceMs;
    this.#bounce = new Bounce(seed);
  }

  /** Next flip; Infinity when it has settled. */
  get nextAtUs(): number {
    return this.#bounce.nextAtUs;
  }
  /** Puts its level on the pin without a bounce. */
  start(active: boolean, atUs: number): void {
    this.active = active;
    this.#drive(true, atUs);
  }
  /** An edge. */
  set(active: boolean, atUs: number): void {
    this.active = active;
    this.#bounce.start(this.#bounceMs, atUs);
    this.#drive(true, atUs);
  }
  /** Takes the flips that are due. */
  run(atUs: number): void {
    if (this.#bounce.nextAtUs <= atUs) this.#drive(this.#bounce.run(atUs), atUs);
  }

  #drive(settled: boolean, atUs: number): void {
    this.#wiring.drive(this.#role, this.active === settled ? this.#activeLevel : 1 - this.#activeLevel, atUs);
  }
}
