import { Plant } from './plant.ts';

/** `needle`: follows every step of its generator. */
export class Needle extends Plant {
  readonly truth = { steps: 0, moving: false };

  override start(atUs: number): void {
    this.refresh(atUs);
  }
  override output(_role: string, _value: number, atUs: number): void {
    const { running } = this.wiring.ramp('step');
    this.moving = running;
    this.truth.moving = running;
    this.refresh(atUs);
    this.wiring.changed();
  }
  override refresh(atUs: number): void {
    this.truth.steps = this.param('start') + Math.trunc(this.wiring.ramp('step').positionAt(atUs));
  }
}
