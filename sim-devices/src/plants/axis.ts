import type { RampProfile } from '../host/ramp.ts';
import { Inertia } from './inertia.ts';

const US = 1_000_000;
/** Positions closer than this are the same: instants are whole µs, so a crossing is met late by up to a µs of travel. */
const NEAR_STEPS = 1e-6;
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
 * One stepper axis with a mass (`Inertia`) between limit switches: every crossing comes from the mass's quadratic. At a
 * mechanical end it stalls. Position 0 is the low trip point, `travelSteps` the high one.
 */
export class Axis {
  lowReached: boolean;
  highReached: boolean;
  /** Has been driven past a trip point by more than the tolerance. */
  overtravel = false;
  nextAtUs = NEVER;
  readonly #setting: AxisSetting;
  /** Where it stalls: the mechanical ends, or what stands in its way. */
  #lowest: number;
  #highest: number;
  readonly #ramp: RampProfile;
  readonly #mass: Inertia;

  constructor(setting: AxisSetting, ramp: RampProfile) {
    const position = setting.start * setting.travelSteps;
    this.#setting = setting;
    this.#lowest = -setting.endSteps;
    this.#highest = setting.travelSteps + setting.endSteps;
    this.#ramp = ramp;
    this.#mass = new Inertia(position, ramp, setting.accelStepsPerS2, setting.frictionStepsPerS2);
    this.lowReached = position <= 0;
    this.highReached = position >= setting.travelSteps;
  }

  get moving(): boolean {
    return this.#mass.moving;
  }

  /** A fault: the drive accelerates the mass by no more than this. */
  weaken(accelStepsPerS2: number): void {
    this.#mass.accelLimit = accelStepsPerS2;
  }
  /** A fault: something stands in its way at `position` (0..1), seen from where it is; undefined takes it away. */
  obstruct(position: number | undefined, atUs: number): void {
    const { travelSteps, endSteps } = this.#setting;
    const steps = (position ?? 0) * travelSteps;
    const below = this.#mass.positionAt(atUs) <= steps;
    this.#highest = position !== undefined && below ? steps : travelSteps + endSteps;
    this.#lowest = position !== undefined && !below ? steps : -endSteps;
  }

  /** Position at an instant before the next event, without changing anything. */
  positionAt(atUs: number): number {
    return this.#mass.positionAt(atUs);
  }
  /** Speed in steps/s at an instant before the next event. */
  rateAt(atUs: number): number {
    return this.#mass.rateAt(atUs);
  }

  /** Brings the state up to `atUs` (at most `nextAtUs`) and plans from there. Returns whether a limit switch changed. */
  advance(atUs: number, powered: boolean): boolean {
    const before = this.#mass.position;
    this.#mass.settle(atUs);
    this.#stall();
    this.#checkOvertravel(before);
    const switched = this.#switchLimits();
    this.#plan(atUs, powered);
    return switched;
  }

  #stall(): void {
    if (this.#mass.position >= this.#highest - NEAR_STEPS && this.#mass.rate >= 0) {
      this.#mass.position = this.#highest;
      this.#mass.rate = 0;
    } else if (this.#mass.position <= this.#lowest + NEAR_STEPS && this.#mass.rate <= 0) {
      this.#mass.position = this.#lowest;
      this.#mass.rate = 0;
    }
  }

  #checkOvertravel(before: number): void {
    const { travelSteps, toleranceSteps } = this.#setting;
    const beyond = this.#mass.position > travelSteps + toleranceSteps || this.#mass.position < -toleranceSteps;
    if (beyond && this.#mass.position !== before) this.overtravel = true;
  }

  #switchLimits(): boolean {
    const { travelSteps, windowSteps } = this.#setting;
    const low = this.lowReached ? this.#mass.position < windowSteps - NEAR_STEPS : this.#mass.position <= NEAR_STEPS;
    const fromHigh = travelSteps - this.#mass.position;
    const high = this.highReached ? fromHigh < windowSteps - NEAR_STEPS : fromHigh <= NEAR_STEPS;
    const switched = low !== this.lowReached || high !== this.highReached;
    this.lowReached = low;
    this.highReached = high;
    return switched;
  }

  #plan(atUs: number, powered: boolean): void {
    if (this.#isHeldByEnd(powered ? this.#ramp.rateAt(atUs) : 0)) {
      this.#mass.accel = 0;
      this.nextAtUs = powered ? this.#ramp.segmentEndUs(atUs) : NEVER;
      return;
    }
    const next = this.#mass.follow(atUs, powered);
    this.nextAtUs = Math.min(next, this.#nextCrossingUs(atUs));
  }

  #isHeldByEnd(target: number): boolean {
    if (this.#mass.rate !== 0) return false;
    if (this.#mass.position >= this.#highest) return target >= 0;
    if (this.#mass.position <= this.#lowest) return target <= 0;
    return false;
  }

  #nextCrossingUs(atUs: number): number {
    if (this.#mass.rate === 0 && this.#mass.accel === 0) return NEVER;
    const { travelSteps, windowSteps, toleranceSteps } = this.#setting;
    let first = NEVER;
    first = this.#sooner(first, this.lowReached ? windowSteps : 0);
    first = this.#sooner(first, this.highReached ? travelSteps - windowSteps : travelSteps);
    first = this.#sooner(first, this.#lowest);
    first = this.#sooner(first, this.#highest);
    if (!this.overtravel) {
      first = this.#sooner(first, -toleranceSteps - 1);
      first = this.#sooner(first, travelSteps + toleranceSteps + 1);
    }
    return first === NEVER ? NEVER : atUs + Math.max(1, Math.ceil(first * US));
  }

  #sooner(first: number, threshold: number): number {
    const distance = threshold - this.#mass.position;
    if (distance === 0) return first;
    const seconds = crossingS(distance, this.#mass.rate, this.#mass.accel);
    return Math.min(seconds, first);
  }
}
