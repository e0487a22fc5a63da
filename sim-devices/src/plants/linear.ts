import { Glide } from './glide.ts';
import { Plant, type PlantSetting } from './plant.ts';

/** `linear`: runs while exactly one output is on and it has power; stops at its own ends. A spring may take it back without power. */
export class Linear extends Plant {
  readonly truth: { position: number; speed: number };
  readonly #glide: Glide;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#glide = new Glide(this.param('start'));
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
  override obstruct(position: number | undefined, atUs: number): boolean {
    this.#glide.obstruct(position, atUs);
    this.#drive(atUs);
    return true;
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
    else this.#glide.go(forward ? 1 : 0, this.param('travelMs') * 1000, atUs);
    this.#settle(atUs);
  }

  #settle(atUs: number): void {
    const held = this.holds;
    this.moving = this.#glide.isMoving(atUs);
    this.truth.speed = this.#glide.ratePerS(atUs);
    this.nextAtUs = this.moving ? this.#nextCrossingUs(atUs) : Number.POSITIVE_INFINITY;
    this.refresh(atUs);
    this.#contacts(atUs);
    this.wiring.changed();
    if (this.holds !== held) this.wiring.released(atUs);
  }

  #nextCrossingUs(atUs: number): number {
    const glide = this.#glide;
    const window = this.param('contactWindow');
    return Math.min(
      glide.endUs,
      glide.crossingUs(this.param('openBelow'), atUs),
      glide.crossingUs(window, atUs),
      glide.crossingUs(1 - window, atUs),
    );
  }

  #contacts(atUs: number): void {
    const reached = this.param('contactLevel');
    const window = this.param('contactWindow');
    this.wiring.drive('low', this.truth.position <= window ? reached : 1 - reached, atUs);
    this.wiring.drive('high', this.truth.position >= 1 - window ? reached : 1 - reached, atUs);
  }
}
