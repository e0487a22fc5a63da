/** Step generators that emit what they are told at an even rate; ramps of acceleration do not matter here. */

interface Running {
  readonly fromMs: number;
  readonly fromSteps: number;
  readonly steps: number;
  readonly rate: number;
}

/** All step generators of a controller. Counts are steps since power-on, instants ms. */
export class Generators {
  readonly #running = new Map<number, Running>();
  readonly #counts = new Map<number, number>();

  clear(): void {
    this.#running.clear();
    this.#counts.clear();
  }
  /** `steps` more at `rate` steps/s from now on; 0 stops. */
  start(pin: number, steps: number, rate: number, nowMs: number): void {
    if (steps === 0) this.#running.delete(pin);
    else this.#running.set(pin, { fromMs: nowMs, fromSteps: this.#counts.get(pin) ?? 0, steps, rate });
  }
  /** The next end of a ramp; Infinity when none runs. */
  nextAtMs(): number {
    return Math.min(...[...this.#running.values()].map(endMs));
  }
  /** Counts up to an instant; says each count that changed. A ramp that has ended runs no more. */
  move(nowMs: number, say: (pin: number, steps: number) => void): void {
    for (const [pin, ramp] of this.#running) {
      const ended = nowMs >= endMs(ramp);
      const emitted = Math.trunc(((nowMs - ramp.fromMs) * ramp.rate) / 1000) * Math.sign(ramp.steps);
      const count = ramp.fromSteps + (ended ? ramp.steps : emitted);
      if (ended) this.#running.delete(pin);
      if (count === this.#counts.get(pin)) continue;
      this.#counts.set(pin, count);
      say(pin, count);
    }
  }
  /** Whether a generator runs. */
  turns(pin: number): boolean {
    return this.#running.has(pin);
  }
}

const endMs = ({ fromMs, steps, rate }: Running): number =>
  fromMs + Math.ceil((Math.abs(steps) * 1000) / Math.max(rate, 1));
