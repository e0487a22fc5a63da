/** A fault that acts by being there: whether it has shown is looked for ten times a second. */
import type { ActiveFault } from './fault-kind.ts';

const LOOK_US = 100_000;

export class PolledFault implements ActiveFault {
  fired = 0;
  nextAtUs: number;
  readonly #shows: () => boolean;
  readonly #mend: () => void;

  /** `shows`: whether the room is other than it would be without the fault, now. */
  constructor(atUs: number, shows: () => boolean, mend: () => void) {
    this.nextAtUs = atUs;
    this.#shows = shows;
    this.#mend = mend;
  }
  due(atUs: number): void {
    this.nextAtUs = atUs + LOOK_US;
    if (this.#shows()) this.fired += 1;
  }
  heal(): void {
    this.nextAtUs = Number.POSITIVE_INFINITY;
    if (this.#shows()) this.fired += 1;
    this.#mend();
  }
}
