/**
 * Faults of an input pin: what the firmware reads instead of what the wire carries. The pin bank asks `show` at each edge of
 * the wire and when `nextAtUs` has come, and counts in `fired` every read, and every edge, that was falsified.
 */
import { Bounce } from '../plants/bounce.ts';
import { mix, scale } from '../random.ts';

const NEVER_US = Number.POSITIVE_INFINITY;

export abstract class InputFault {
  /** Reads and edges at which the pin showed something else than the wire carried: the evidence of the fault. */
  fired = 0;
  /** When it shows something else by itself, in µs; Infinity for never. */
  nextAtUs = NEVER_US;
  /** What the pin shows at `atUs` while its wire carries `wire`. Asked at every edge of the wire and at `nextAtUs`. */
  abstract show(wire: number, atUs: number): number;
}

/** Reads the same whatever is driven on it; without a value what the wire carried at first. */
export class StuckInput extends InputFault {
  value: number | undefined;

  constructor(value?: number) {
    super();
    this.value = value;
  }
  show(wire: number): number {
    this.value ??= wire;
    return this.value;
  }
}

/** A loose digital contact: at random instants, `everyMs` apart on average, it shows one level or the other. */
export class ChatteringInput extends InputFault {
  readonly #everyUs: number;
  readonly #seed: number;
  #flips = 0;
  #shown = 0;

  constructor(everyMs: number, seed: number) {
    super();
    this.#everyUs = everyMs * 1000;
    this.#seed = seed;
  }
  show(_wire: number, atUs: number): number {
    if (this.nextAtUs === NEVER_US || this.nextAtUs <= atUs) {
      this.#flips += 1;
      const bits = mix(this.#seed, this.#flips);
      this.#shown = bits & 1;
      this.nextAtUs = atUs + 1 + scale(bits, 2 * this.#everyUs);
    }
    return this.#shown;
  }
}

/** A worn digital contact: every edge of the wire bounces for up to `spanMs`. */
export class BouncingInput extends InputFault {
  readonly #spanMs: number;
  readonly #bounce: Bounce;
  #wire: number | undefined;

  constructor(spanMs: number, seed: number) {
    super();
    this.#spanMs = spanMs;
    this.#bounce = new Bounce(seed);
  }
  show(wire: number, atUs: number): number {
    if (this.#wire !== undefined && wire !== this.#wire) this.#bounce.start(this.#spanMs, atUs);
    this.#wire = wire;
    const settled = this.#bounce.run(atUs);
    this.nextAtUs = this.#bounce.nextAtUs;
    return settled ? wire : 1 - wire;
  }
}

/** A disturbed analogue wire: plus or minus up to `counts`, drawn anew every `everyMs`. Never beyond 0 to `most`. */
export class NoisyInput extends InputFault {
  readonly #counts: number;
  readonly #everyUs: number;
  readonly #most: number;
  readonly #seed: number;
  #draws = 0;
  #offset = 0;

  constructor(counts: number, everyMs: number, most: number, seed: number) {
    super();
    this.#counts = counts;
    this.#everyUs = everyMs * 1000;
    this.#most = most;
    this.#seed = seed;
  }
  show(wire: number, atUs: number): number {
    if (this.nextAtUs === NEVER_US || this.nextAtUs <= atUs) {
      this.#draws += 1;
      this.#offset = scale(mix(this.#seed, this.#draws), 2 * this.#counts + 1) - this.#counts;
      this.nextAtUs = atUs + this.#everyUs;
    }
    return Math.min(this.#most, Math.max(0, wire + this.#offset));
  }
}
