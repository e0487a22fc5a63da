/**
 * A step generator in the manner of the TMC5160's ramp generator, computed analytically: the rate is piecewise linear
 * in time, so steps and rates at any instant come from one quadratic, and nothing runs between events.
 */

/** What a plant sees of a step generator. */
export interface RampProfile {
  /** Whether steps are coming. */
  readonly running: boolean;
  /** Signed steps since power-on, not rounded. */
  positionAt(atUs: number): number;
  /** Signed steps/s. */
  rateAt(atUs: number): number;
  /** Signed steps/s^2 of the segment at that instant. */
  accelAt(atUs: number): number;
  /** End of the segment at that instant; Infinity when at rest. */
  segmentEndUs(atUs: number): number;
}

const US = 1_000_000;
/** Braking from the opposite direction, acceleration, cruise, braking. */
const SEGMENTS = 4;

/** One generator. All spans of a profile are kept in seconds from its start. */
export class Ramp implements RampProfile {
  #startUs = 0;
  #count = 0;
  #endUs = Number.NEGATIVE_INFINITY;
  #finalPosition = 0;
  #running = false;
  readonly #endS = new Float64Array(SEGMENTS);
  readonly #rate = new Float64Array(SEGMENTS);
  readonly #accel = new Float64Array(SEGMENTS);
  readonly #position = new Float64Array(SEGMENTS);

  get running(): boolean {
    return this.#running;
  }
  /** When the profile ends, rounded up to a µs; Infinity when at rest. */
  get endUs(): number {
    return this.#running ? this.#endUs : Number.POSITIVE_INFINITY;
  }

  /** Back to no steps and no motion: power-on. */
  clear(): void {
    this.#running = false;
    this.#count = 0;
    this.#finalPosition = 0;
  }

  /** Ends the profile when its time has come. Returns whether it has ended now. */
  settle(atUs: number): boolean {
    if (!this.#running || atUs < this.#endUs) return false;
    this.#running = false;
    return true;
  }

  /** Stops at once, on a whole step. */
  halt(atUs: number): void {
    this.#finalPosition = Math.trunc(this.positionAt(atUs));
    this.#running = false;
  }

  /** Emits `steps` more at up to `rate` steps/s with `accel` steps/s^2 (0: at once); 0 steps: stop. */
  set(steps: number, rate: number, accel: number, atUs: number): void {
    const from = this.positionAt(atUs);
    const speed = this.rateAt(atUs);
    this.#startUs = atUs;
    this.#count = 0;
    if (steps === 0 || rate <= 0) {
      if (accel <= 0 || speed === 0) this.#rest(Math.trunc(from));
      else this.#brake(from, speed, accel);
      return;
    }
    const target = Math.trunc(from) + steps;
    if (accel <= 0) {
      this.#add(from, steps < 0 ? -rate : rate, 0, Math.abs(target - from) / rate);
      this.#finish(target);
      return;
    }
    this.#plan(from, speed, target, rate, accel);
  }

  positionAt(atUs: number): number {
    if (!this.#running) return this.#finalPosition;
    if (atUs >= this.#endUs) return this.#finalPosition;
    const index = this.#segmentAt(atUs);
    const since = (atUs - this.#startUs) / US - (index === 0 ? 0 : (this.#endS[index - 1] ?? 0));
    return (
      (this.#position[index] ?? 0) + (this.#rate[index] ?? 0) * since + 0.5 * (this.#accel[index] ?? 0) * since * since
    );
  }

  /** Whole signed steps emitted since power-on. */
  stepsAt(atUs: number): number {
    return Math.trunc(this.positionAt(atUs));
  }

  rateAt(atUs: number): number {
    if (!this.#running || atUs >= this.#endUs) return 0;
    const index = this.#segmentAt(atUs);
    const since = (atUs - this.#startUs) / US - (index === 0 ? 0 : (this.#endS[index - 1] ?? 0));
    return (this.#rate[index] ?? 0) + (this.#accel[index] ?? 0) * since;
  }

  accelAt(atUs: number): number {
    if (!this.#running || atUs >= this.#endUs) return 0;
    return this.#accel[this.#segmentAt(atUs)] ?? 0;
  }

  segmentEndUs(atUs: number): number {
    if (!this.#running || atUs >= this.#endUs) return Number.POSITIVE_INFINITY;
    const index = this.#segmentAt(atUs);
    if (index === this.#count - 1) return this.#endUs;
    return Math.max(atUs + 1, this.#startUs + Math.ceil((this.#endS[index] ?? 0) * US));
  }

  #segmentAt(atUs: number): number {
    const since = (atUs - this.#startUs) / US;
    let index = 0;
    while (index < this.#count - 1 && since >= (this.#endS[index] ?? 0)) index += 1;
    return index;
  }

  #rest(position: number): void {
    this.#finalPosition = position;
    this.#running = false;
  }

  #brake(from: number, speed: number, accel: number): void {
    const spanS = Math.abs(speed) / accel;
    this.#add(from, speed, speed > 0 ? -accel : accel, spanS);
    this.#finish(Math.trunc(from + 0.5 * speed * spanS));
  }

  /** From `from` at `speed` to rest at `target`. */
  #plan(from: number, speed: number, target: number, rate: number, accel: number): void {
    let position = from;
    let present = speed;
    let direction = target >= position ? 1 : -1;
    if (present * direction < 0) {
      const spanS = Math.abs(present) / accel;
      this.#add(position, present, direction * accel, spanS);
      position += 0.5 * present * spanS;
      present = 0;
      direction = target >= position ? 1 : -1;
    }
    const distance = Math.abs(target - position);
    const entry = Math.abs(present);
    if ((entry * entry) / (2 * accel) >= distance) {
      // Too close to stop in time at the given rate: it brakes as hard as it must, never past the target.
      if (distance > 0) {
        const spanS = (2 * distance) / entry;
        this.#add(position, present, (-direction * entry) / spanS, spanS);
      }
      this.#finish(target);
      return;
    }
    const peakSquared = accel * distance + 0.5 * entry * entry;
    const peak = Math.min(rate, Math.sqrt(peakSquared));
    position = this.#toRate(position, direction, entry, peak, accel);
    const braking = (peak * peak) / (2 * accel);
    const cruise = Math.abs(target - position) - braking;
    if (cruise > 1e-9) {
      this.#add(position, direction * peak, 0, cruise / peak);
      position += direction * cruise;
    }
    this.#add(position, direction * peak, -direction * accel, peak / accel);
    this.#finish(target);
  }

  #toRate(position: number, direction: number, entry: number, peak: number, accel: number): number {
    const spanS = Math.abs(peak - entry) / accel;
    if (spanS === 0) return position;
    this.#add(position, direction * entry, peak > entry ? direction * accel : -direction * accel, spanS);
    return position + direction * 0.5 * (entry + peak) * spanS;
  }

  #add(position: number, rate: number, accel: number, spanS: number): void {
    const index = this.#count;
    this.#position[index] = position;
    this.#rate[index] = rate;
    this.#accel[index] = accel;
    this.#endS[index] = (index === 0 ? 0 : (this.#endS[index - 1] ?? 0)) + spanS;
    this.#count = index + 1;
  }

  #finish(target: number): void {
    this.#finalPosition = target;
    const spanS = this.#count === 0 ? 0 : (this.#endS[this.#count - 1] ?? 0);
    this.#endUs = this.#startUs + Math.max(1, Math.ceil(spanS * US));
    this.#running = true;
  }
}
