import type { RampProfile } from '../host/ramp.ts';

const US = 1_000_000;
const NEAR_RATE = 1e-6;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * A mass on a step generator. While it is driven its speed follows the step rate as fast as its largest acceleration
 * allows; otherwise it slows by friction, and steps are lost. Between events the acceleration is constant, so position
 * and speed at any instant come from one quadratic.
 */
export class Inertia {
  /** In steps, at the last event. */
  position: number;
  /** Steps/s, signed, at the last event. */
  rate = 0;
  /** Steps/s^2 since the last event. */
  accel = 0;
  /** The most that the drive can do, in steps/s^2. */
  accelLimit: number;
  readonly #ramp: RampProfile;
  readonly #friction: number;
  #atUs = 0;

  /** Limits in steps/s^2. */
  constructor(position: number, ramp: RampProfile, accelLimit: number, friction: number) {
    this.position = position;
    this.#ramp = ramp;
    this.accelLimit = accelLimit;
    this.#friction = friction;
  }

  get moving(): boolean {
    return this.rate !== 0 || this.accel !== 0;
  }
  positionAt(atUs: number): number {
    const seconds = (atUs - this.#atUs) / US;
    return this.position + this.rate * seconds + 0.5 * this.accel * seconds * seconds;
  }
  /** Speed in steps/s at an instant before the next event. */
  rateAt(atUs: number): number {
    return this.rate + (this.accel * (atUs - this.#atUs)) / US;
  }

  /** Brings position and speed up to `atUs`. */
  settle(atUs: number): void {
    this.position = this.positionAt(atUs);
    this.rate = this.rateAt(atUs);
    this.#atUs = atUs;
  }

  /** Chooses the acceleration from the settled instant on; returns when it must be chosen anew. */
  follow(atUs: number, driven: boolean): number {
    const target = driven ? this.#ramp.rateAt(atUs) : 0;
    const targetAccel = driven ? this.#ramp.accelAt(atUs) : 0;
    // What slows it the drive and friction brake: of a worn drive, friction.
    const brakes = Math.abs(target) < Math.abs(this.rate);
    const limit = driven ? Math.max(this.accelLimit, brakes ? this.#friction : 0) : this.#friction;
    let next = driven ? this.#ramp.segmentEndUs(atUs) : NEVER;
    // Events come up to a µs late, so a speed that has met the step rate differs from it by up to a µs of acceleration.
    if (Math.abs(target - this.rate) <= NEAR_RATE + limit * 2e-6) this.rate = target;
    if (target === this.rate && Math.abs(targetAccel) <= limit) {
      this.accel = targetAccel;
      return next;
    }
    const direction = target === this.rate ? Math.sign(targetAccel) : Math.sign(target - this.rate);
    this.accel = direction * limit;
    const closing = limit - direction * targetAccel;
    if (closing > 0 && target !== this.rate) {
      const meetsS = Math.abs(target - this.rate) / closing;
      next = Math.min(next, atUs + Math.max(1, Math.ceil(meetsS * US)));
    }
    return next;
  }
}
