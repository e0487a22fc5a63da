/** A fault that people do: steps at their instants, each of which says whether it was taken. */
import type { ActiveFault } from './fault-kind.ts';

/** What happens so many ms after the beginning; returns whether it came to anything. */
export interface ScriptStep {
  readonly afterMs: number;
  /** Until it is so the step waits, and all after it; asked once a second. Absent: it waits for nothing. */
  ready?(): boolean;
  act(): boolean;
}

const WAIT_US = 1_000_000;

export class ScriptedFault implements ActiveFault {
  fired = 0;
  #startUs: number;
  readonly #steps: readonly ScriptStep[];
  readonly #heal: () => void;
  #next = 0;

  /** `steps` in order of time. `heal` is called once, whatever has been done by then. */
  constructor(startUs: number, steps: readonly ScriptStep[], heal: () => void = () => undefined) {
    this.#startUs = startUs;
    this.#steps = steps;
    this.#heal = heal;
  }

  get nextAtUs(): number {
    const step = this.#steps[this.#next];
    return step === undefined ? Number.POSITIVE_INFINITY : this.#startUs + step.afterMs * 1000;
  }
  due(): void {
    const step = this.#steps[this.#next];
    if (step?.ready?.() === false) {
      this.#startUs += WAIT_US;
      return;
    }
    this.#next += 1;
    if (step?.act()) this.fired += 1;
  }
  heal(): void {
    this.#next = this.#steps.length;
    this.#heal();
  }
}
