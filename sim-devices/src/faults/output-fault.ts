/** Faults of an output: what hangs on the pin gets instead of what the firmware writes. The plant's wiring asks `show`. */
import { UNDRIVEN } from '../host/pins.ts';

export abstract class OutputFault {
  /** Levels written that did not reach the plant: the evidence of the fault. */
  fired = 0;
  #written: number | undefined;

  /** What the plant sees of `written`. Asked as often as the plant looks; each new falsified level counts once. */
  show(written: number): number {
    const shown = this.shown(written);
    if (written !== this.#written) {
      this.#written = written;
      if (shown !== written) this.fired += 1;
    }
    return shown;
  }
  protected abstract shown(written: number): number;
}

/** The wire is broken, the contact does not close: nothing drives what hangs on it. What means off is the same without it. */
export class BrokenOutput extends OutputFault {
  readonly #isOn: (level: number) => boolean;

  constructor(isOn: (level: number) => boolean) {
    super();
    this.#isOn = isOn;
  }
  protected shown(written: number): number {
    return this.#isOn(written) ? UNDRIVEN : written;
  }
}

/** The contact welds when it closes: from then on it stays on. */
export class WeldedOutput extends OutputFault {
  readonly #onLevel: number;
  #welded = false;

  constructor(onLevel: number) {
    super();
    this.#onLevel = onLevel;
  }
  protected shown(written: number): number {
    if (written === this.#onLevel) this.#welded = true;
    return this.#welded ? this.#onLevel : written;
  }
}

/** Changes nothing, and tells whenever the plant is told something: for faults that answer to what is commanded. */
export class WatchedOutput extends OutputFault {
  looks = 0;
  readonly #told: () => void;

  constructor(told: () => void) {
    super();
    this.#told = told;
  }
  protected shown(written: number): number {
    this.looks += 1;
    this.#told();
    return written;
  }
}
