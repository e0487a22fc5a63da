import type { RampProfile } from '../host/ramp.ts';

const US = 1_000_000;
/** Positions closer than this are the same: instants are whole µs, so a crossing is met late by up to a µs of travel. */
const NEAR_STEPS = 1e-6;
const NEAR_RATE = 1e-6;
const NEVER = Number.POSITIVE_INFINITY;

export interface AxisSetting {
  readonly travelSteps: number;
  readonly windowSteps: number;
  readonly endSteps: number;
  readonly toleranceSteps: number;
  readonly accelStepsPerS2: number;
  readonly frictionStepsPerS2: number;
  /** 0..1 of the travel. */
  readonly start: number;
}

/** First time in seconds after 0 at which v t + a t^2 / 2 is `distance`; Infinity for never. */
export function crossingS(distance: number, rate: number, accel: number): number {
  if (accel === 0) {
    const seconds = distance / rate;
    return seconds > 0 ? seconds : NEVER;
  }
  const discriminant = rate * rate + 2 * accel * distance;
  if (discriminant < 0) return NEVER;
  const root = Math.sqrt(discriminant);
  const one = (2 * distance) / (rate + root);
  const other = (2 * distance) / (rate - root);
  let first = NEVER;
  if (one > 0) first = one;
  if (other > 0 && other < first) first = other;
  return first;
}

/**
 * One stepper axis with a mass. While it has power its speed follows the step rate as fast as its largest acceleration
 * allows; without power it slows by friction. Between events the acceleration is constant, so position and every
 * crossing come from one quadratic. At a mechanical end it stalls.
 */
export class Axis {
  /** In steps; 0 at the low trip point, `travelSteps` at the high one. */
  position: number;
  /** Steps/s, signed. */
  rate = 0;
  lowReached: boolean;
  highReached: boolean;
  /** Has been driven past a trip point by more than the tolerance. */
  overtravel = false;
  nextAtUs = NEVER;
  readonly #setting: AxisSetting;
  readonly #ramp: RampProfile;
  #accel = 0;
  #atUs = 0;

  constructor(setting: AxisSetting, ramp: RampProfile) {
    this.#setting = setting;
    this.#ramp = ramp;
    this.position = setting.start * setting.travelSteps;
    this.lowReached = this.position <= 0;
    this.highReached = this.position >= setting.travelSteps;
  }

  get moving(): boolean {
    return this.rate !== 0 || this.#accel !== 0;
  }

  /** Position at an instant before the next event, without changing anything. */
  positionAt(atUs: number): number {
    const seconds = (atUs - this.#atUs) / US;
    return this.position + this.rate * seconds + 0.5 * this.#accel * seconds * seconds;
  }
  /** Speed in steps/s at an instant before the next event. */
  rateAt(atUs: number): number {
    return this.rate + (this.#accel * (atUs - this.#atUs)) / US;
  }

  /** Brings the state up to `atUs` (at most `nextAtUs`) and plans from there. Returns whether a limit switch changed. */
  advance(atUs: number, powered: boolean): boolean {
    const before = this.position;
    const position = this.positionAt(atUs);
    this.rate = this.rateAt(atUs);
    this.position = position;
    this.#atUs = atUs;
    this.#stall();
    this.#checkOvertravel(before);
    const switched = this.#switchLimits();
    this.#plan(atUs, powered);
    return switched;
  }

  #stall(): void {
    const { travelSteps, endSteps } = this.#setting;
    const highest = travelSteps + endSteps;
    if (this.position >= highest - NEAR_STEPS && this.rate >= 0) {
      this.position = highest;
      this.rate = 0;
    } else if (this.position <= NEAR_STEPS - endSteps && this.rate <= 0) {
      this.position = -endSteps;
      this.rate = 0;
    }
  }

  #checkOvertravel(before: number): void {
    const { travelSteps, toleranceSteps } = this.#setting;
    const beyond = this.position > travelSteps + toleranceSteps || this.position < -toleranceSteps;
    if (beyond && this.position !== before) this.overtravel = true;
  }

  #switchLimits(): boolean {
    const { travelSteps, windowSteps } = this.#setting;
    const low = this.lowReached ? this.position < windowSteps - NEAR_STEPS : this.position <= NEAR_STEPS;
    const fromHigh = travelSteps - this.position;
    const high = this.highReached ? fromHigh < windowSteps - NEAR_STEPS : fromHigh <= NEAR_STEPS;
    const switched = low !== this.lowReached || high !== this.highReached;
    this.lowReached = low;
    this.highReached = high;
    return switched;
  }

  #plan(atUs: number, powered: boolean): void {
    const target = powered ? this.#ramp.rateAt(atUs) : 0;
    const targetAccel = powered ? this.#ramp.accelAt(atUs) : 0;
    const limit = powered ? this.#setting.accelStepsPerS2 : this.#setting.frictionStepsPerS2;
    let next = powered ? this.#ramp.segmentEndUs(atUs) : NEVER;
    if (this.#isHeldByEnd(target)) {
      this.#accel = 0;
      this.nextAtUs = next;
      return;
    }
    // Events come up to a µs late, so a speed that has met the step rate differs from it by up to a µs of acceleration.
    if (Math.abs(target - this.rate) <= NEAR_RATE + limit * 2e-6) this.rate = target;
    if (target === this.rate && Math.abs(targetAccel) <= limit) {
      this.#accel = targetAccel;
    } else {
      const direction = target === this.rate ? Math.sign(targetAccel) : Math.sign(target - this.rate);
      this.#accel = direction * limit;
      const closing = limit - direction * targetAccel;
      if (closing > 0 && target !== this.rate) {
        const meetsS = Math.abs(target - this.rate) / closing;
        next = Math.min(next, atUs + Math.max(1, Math.ceil(meetsS * US)));
      }
    }
    this.nextAtUs = Math.min(next, this.#nextCrossingUs(atUs));
  }

  #isHeldByEnd(target: number): boolean {
    const { travelSteps, endSteps } = this.#setting;
    if (this.rate !== 0) return false;
    if (this.position >= travelSteps + endSteps) return target >= 0;
    if (this.position <= -endSteps) return target <= 0;
    return false;
  }

  #nextCrossingUs(atUs: number): number {
    if (this.rate === 0 && this.#accel === 0) return NEVER;
    const { travelSteps, windowSteps, endSteps, toleranceSteps } = this.#setting;
    let first = NEVER;
    first = this.#sooner(first, this.lowReached ? windowSteps : 0);
    first = this.#sooner(first, this.highReached ? travelSteps - windowSteps : travelSteps);
    first = this.#sooner(first, -endSteps);
    first = this.#sooner(first, travelSteps + endSteps);
    if (!this.overtravel) {
      first = this.#sooner(first, -toleranceSteps - 1);
      first = this.#sooner(first, travelSteps + toleranceSteps + 1);
    }
    return first === NEVER ? NEVER : atUs + Math.max(1, Math.ceil(first * US));
  }

  #sooner(first: number, threshold: number): number {
    const distance = threshold - this.position;
    if (distance === 0) return first;
    const seconds = crossingS(distance, this.rate, this.#accel);
    return Math.min(seconds, first);
  }
}
