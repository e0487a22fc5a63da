import { Glide } from './glide.ts';
import { Plant, type PlantSetting } from './plant.ts';

/** `linear`: runs while exactly one output is on and it has power; stops at its own ends. A spring may take it back without power. */
export class Linear extends Plant {
  readonly truth: { position: number; speed: number };
  readonly #glide: Glide;
  readonly #wholeUs: number;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#glide = new Glide(this.param('start'));
    this.#wholeUs = this.param('travelMs') * 1000;
    this.truth = { position: this.param('start'), speed: 0 };
  }

  override get holds(): boolean {
    return this.truth.position >= this.param('openBelow');
  }
  override start(atUs: number): void {
    this.#drive(atUs);
  }
  override output(_role: string, _value: number, atUs: number): void {
    this.#drive(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.#drive(atUs);
  }
  override run(atUs: number): void {
    this.#settle(atUs);
  }
  override refresh(atUs: number): void {
    this.truth.position = this.#glide.positionAt(atUs);
  }

  #drive(atUs: number): void {
    const active = this.param('activeLevel');
    const forward = this.wiring.level('forward') === active;
    const reverse = this.wiring.level('reverse') === active;
    const springUs = this.param('springReturnMs') * 1000;
    if (!this.powered && springUs > 0) this.#glide.go(0, springUs, atUs);
    else if (!this.powered || forward === reverse) this.#glide.stop(atUs);
    else this.#glide.go(forward ? 1 : 0, this.#wholeUs, atUs);
    this.#settle(atUs);
  }

  #settle(atUs: number): void {
    const held = this.holds;
    this.moving = this.#glide.isMoving(atUs);
    this.truth.speed = this.#glide.ratePerS(atUs);
    this.nextAtUs = this.moving
      ? Math.min(this.#glide.endUs, this.#glide.crossingUs(this.param('openBelow'), atUs))
      : Number.POSITIVE_INFINITY;
    this.refresh(atUs);
    this.wiring.changed();
    if (this.holds !== held) this.wiring.released(atUs);
  }
}
