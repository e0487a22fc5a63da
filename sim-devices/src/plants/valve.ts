import { Glide } from './glide.ts';
import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

/** While it is turned the pin follows at this interval; a window comparator notices no sooner. */
const SAMPLE_US = 10_000;

/** `valve`: a potentiometer turned by hand at a finite speed; the pin carries noise. */
export class Valve extends Plant {
  readonly truth: { position: number; raw: number };
  readonly #glide: Glide;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#glide = new Glide(this.param('start'));
    this.truth = { position: this.param('start'), raw: this.#raw(this.param('start')) };
  }

  override start(atUs: number): void {
    this.wiring.noise('pot', this.param('noiseCounts'), this.seed);
    this.wiring.drive('pot', this.truth.raw, atUs);
  }

  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'turn') return super.act(action, value, atUs);
    this.#glide.go(value ?? 1, this.param('turnMs') * 1000, atUs);
    this.#settle(atUs);
    return ACTED;
  }
  override run(atUs: number): void {
    this.#settle(atUs);
  }
  override refresh(atUs: number): void {
    this.truth.position = this.#glide.positionAt(atUs);
    this.truth.raw = this.#raw(this.truth.position);
  }

  #raw(position: number): number {
    const rawMin = this.param('rawMin');
    return Math.round(rawMin + (this.param('rawMax') - rawMin) * position);
  }

  #settle(atUs: number): void {
    const wasMoving = this.moving;
    this.moving = this.#glide.isMoving(atUs);
    this.nextAtUs = this.moving ? Math.min(atUs + SAMPLE_US, this.#glide.endUs) : Number.POSITIVE_INFINITY;
    this.refresh(atUs);
    this.wiring.drive('pot', this.truth.raw, atUs);
    if (!(wasMoving && this.moving)) this.wiring.changed();
  }
}
