import { Glide } from './glide.ts';
import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

/** `door`: a leaf or drawer that a person (or its spring) moves when nothing holds it. */
export class Door extends Plant {
  readonly truth: { position: number; open: boolean };
  readonly #glide: Glide;
  #springAtUs = Number.POSITIVE_INFINITY;

  constructor(setting: PlantSetting) {
    super(setting);
    const start = this.param('start');
    this.#glide = new Glide(start);
    this.truth = { position: start, open: start >= this.param('openAbove') };
  }

  override get holds(): boolean {
    return this.truth.position <= this.param('closedBelow');
  }
  override start(atUs: number): void {
    this.#settle(atUs);
  }

  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'open' && action !== 'close') return super.act(action, value, atUs);
    const target = action === 'open' ? 1 : 0;
    if (this.blocked && this.#glide.positionAt(atUs) <= this.param('closedBelow') && target === 1) {
      return { ok: false, reason: 'BLOCKED', message: `${this.id} does not give way: something holds it` };
    }
    this.#springAtUs = Number.POSITIVE_INFINITY;
    this.#go(target, atUs);
    return ACTED;
  }

  override blockersChanged(atUs: number): void {
    if (this.param('sprung') !== 1) return;
    const shut = this.#glide.positionAt(atUs) <= this.param('closedBelow');
    this.#springAtUs = shut && !this.blocked ? atUs + this.param('springMs') * 1000 : Number.POSITIVE_INFINITY;
    this.#plan(atUs);
  }

  override run(atUs: number): void {
    if (this.#springAtUs <= atUs) {
      this.#springAtUs = Number.POSITIVE_INFINITY;
      this.#go(1, atUs);
      return;
    }
    this.#settle(atUs);
  }

  override refresh(atUs: number): void {
    this.truth.position = this.#glide.positionAt(atUs);
  }

  #go(target: number, atUs: number): void {
    this.#glide.go(target, this.param('openMs') * 1000, atUs);
    this.#settle(atUs);
  }

  #settle(atUs: number): void {
    const held = this.holds;
    this.refresh(atUs);
    const { position } = this.truth;
    this.truth.open = position >= this.param('openAbove');
    const closedLevel = this.param('closedLevel');
    this.wiring.drive('closed', this.holds ? closedLevel : 1 - closedLevel, atUs);
    this.#plan(atUs);
    this.wiring.changed();
    if (this.holds !== held) this.wiring.released(atUs);
  }

  #plan(atUs: number): void {
    this.moving = this.#glide.isMoving(atUs);
    let next = this.#springAtUs;
    if (this.moving) {
      next = Math.min(
        next,
        this.#glide.endUs,
        this.#glide.crossingUs(this.param('closedBelow'), atUs),
        this.#glide.crossingUs(this.param('openAbove'), atUs),
      );
    }
    this.nextAtUs = next;
  }
}
