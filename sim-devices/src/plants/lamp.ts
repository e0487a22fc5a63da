import { Glide } from './glide.ts';
import { Plant } from './plant.ts';

const DUTY_MAX = 255;

/**
 * `lamp`: brightness follows the duty (or the switch), with thermal inertia when it has any. Without power it is dark, or
 * shines from a battery of its own: emergency light.
 */
export class Lamp extends Plant {
  readonly truth = { level: 0 };
  readonly #glide = new Glide(0);

  override start(atUs: number): void {
    this.output('out', this.wiring.level('out'), atUs);
  }
  override output(_role: string, value: number, atUs: number): void {
    const duty =
      this.param('digital') === 1 ? (value === this.param('activeLevel') ? DUTY_MAX : 0) : Math.max(0, value);
    const target = this.powered ? Math.min(DUTY_MAX, duty) / DUTY_MAX : this.param('emergencyLevel');
    if (target === this.#glide.target) return;
    this.#glide.go(target, this.param('inertiaMs') * 1000, atUs);
    this.#settle(atUs);
  }
  override run(atUs: number): void {
    this.#settle(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.output('out', this.wiring.level('out'), atUs);
  }
  override refresh(atUs: number): void {
    this.truth.level = this.#glide.positionAt(atUs);
  }

  #settle(atUs: number): void {
    this.moving = this.#glide.isMoving(atUs);
    this.nextAtUs = this.moving ? this.#glide.endUs : Number.POSITIVE_INFINITY;
    this.refresh(atUs);
    this.wiring.changed();
  }
}
