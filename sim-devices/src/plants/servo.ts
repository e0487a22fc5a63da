import { Glide } from './glide.ts';
import { Plant, type PlantSetting } from './plant.ts';

const DEGREES = 180;

/** `servo`: the horn goes at its rate to where the pulse says; without pulse or power it stays where it is. */
export class Servo extends Plant {
  readonly truth: { angle_deg: number; moving: boolean };
  readonly #glide: Glide;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#glide = new Glide(this.param('startDeg'));
    this.truth = { angle_deg: this.param('startDeg'), moving: false };
  }

  override output(_role: string, value: number, atUs: number): void {
    if (this.powered && value > 0) this.#glide.go(this.#angleOf(value), 1_000_000 / this.param('rateDegPerS'), atUs);
    else this.#glide.stop(atUs);
    this.#settle(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.output('pulse', this.wiring.level('pulse'), atUs);
  }
  override obstruct(position: number | undefined, atUs: number): boolean {
    this.#glide.obstruct(position === undefined ? undefined : position * DEGREES, atUs);
    this.output('pulse', this.wiring.level('pulse'), atUs);
    return true;
  }
  override run(atUs: number): void {
    this.#settle(atUs);
  }
  override refresh(atUs: number): void {
    this.truth.angle_deg = this.#glide.positionAt(atUs);
  }

  #angleOf(pulseUs: number): number {
    const least = this.param('minPulseUs');
    const angle = ((pulseUs - least) * DEGREES) / (this.param('maxPulseUs') - least);
    return Math.min(DEGREES, Math.max(0, angle));
  }

  #settle(atUs: number): void {
    this.moving = this.#glide.isMoving(atUs);
    this.truth.moving = this.moving;
    this.nextAtUs = this.moving ? this.#glide.endUs : Number.POSITIVE_INFINITY;
    this.refresh(atUs);
    this.wiring.changed();
  }
}
