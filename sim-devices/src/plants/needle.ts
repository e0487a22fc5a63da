import { Plant } from './plant.ts';

/** `needle`: follows every step of its generator while it has power; steps without power are lost. */
export class Needle extends Plant {
  readonly truth = { steps: 0, moving: false };
  /** Steps from the needle's zero at step 0 of the generator; whole. */
  #offset = 0;

  override start(atUs: number): void {
    this.#offset = this.param('start');
    this.refresh(atUs);
  }
  override output(_role: string, _value: number, atUs: number): void {
    this.#settle(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.refresh(atUs);
    this.powered = on;
    if (on) this.#offset = this.truth.steps - this.#emitted(atUs);
    this.#settle(atUs);
  }
  override refresh(atUs: number): void {
    if (this.powered) this.truth.steps = this.#offset + this.#emitted(atUs);
  }

  #settle(atUs: number): void {
    this.moving = this.powered && this.wiring.ramp('step').running;
    this.truth.moving = this.moving;
    this.refresh(atUs);
    this.wiring.changed();
  }

  #emitted(atUs: number): number {
    return Math.trunc(this.wiring.ramp('step').positionAt(atUs));
  }
}
