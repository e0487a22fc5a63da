import { Plant } from './plant.ts';

const SECOND_US = 1_000_000;
/** Below this nothing can be seen, and the haze is taken as gone. */
const GONE = 0.001;

/**
 * `haze`: a fog machine that must warm up, and the haze in the room. Density steps once a second: what is left is
 * multiplied by `keepPerS`, and fogging adds `risePerS`. No exponential of the platform is needed.
 */
export class Haze extends Plant {
  readonly truth = { density: 0, fogging: false, ready: false };
  #supplied = false;
  #readyAtUs = Number.POSITIVE_INFINITY;
  #tickAtUs = Number.POSITIVE_INFINITY;

  override start(atUs: number): void {
    this.#follow(atUs);
    if (this.param('warm') === 1 && this.#supplied) this.#readyAtUs = atUs;
    this.run(atUs);
  }
  override output(_role: string, _value: number, atUs: number): void {
    this.#follow(atUs);
    this.run(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.#follow(atUs);
    this.run(atUs);
  }

  override run(atUs: number): void {
    const { truth } = this;
    const active = this.param('activeLevel');
    const ready = this.#readyAtUs <= atUs;
    const fogging = ready && this.#supplied && this.wiring.level('trigger') === active;
    if (this.#tickAtUs <= atUs) {
      const density = Math.min(
        1,
        truth.density * this.param('keepPerS') + (truth.fogging ? this.param('risePerS') : 0),
      );
      truth.density = density < GONE ? 0 : density;
      this.#tickAtUs += SECOND_US;
      this.wiring.changed();
    }
    if (ready !== truth.ready || fogging !== truth.fogging) {
      // A burst shorter than a second still leaves its share.
      if (truth.fogging && !fogging) truth.density = Math.min(1, truth.density + this.#share(atUs));
      truth.ready = ready;
      truth.fogging = fogging;
      if (fogging) this.#tickAtUs = atUs + SECOND_US;
      this.wiring.changed();
    }
    if (truth.density === 0 && !truth.fogging) this.#tickAtUs = Number.POSITIVE_INFINITY;
    else if (this.#tickAtUs === Number.POSITIVE_INFINITY) this.#tickAtUs = atUs + SECOND_US;
    this.nextAtUs = Math.min(this.#tickAtUs, ready ? Number.POSITIVE_INFINITY : this.#readyAtUs);
  }

  #share(atUs: number): number {
    const sinceTickUs = atUs - (this.#tickAtUs - SECOND_US);
    return (this.param('risePerS') * Math.min(SECOND_US, Math.max(0, sinceTickUs))) / SECOND_US;
  }

  #follow(atUs: number): void {
    const wired = this.wiring.has('power');
    const supplied = this.powered && (!wired || this.wiring.level('power') === this.param('activeLevel'));
    if (supplied === this.#supplied) return;
    this.#supplied = supplied;
    const warmUpMs = this.param('warm') === 1 ? 0 : this.param('warmUpMs');
    this.#readyAtUs = supplied ? atUs + warmUpMs * 1000 : Number.POSITIVE_INFINITY;
  }
}
