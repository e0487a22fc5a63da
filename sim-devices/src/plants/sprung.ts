import { Glide } from './glide.ts';
import { ACTED, type ActResult, Plant } from './plant.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** `sprung`: a drawer or panel that opens by itself `delayMs` after nothing holds it; a person closes it. */
export class Sprung extends Plant {
  readonly truth = { position: 0, open: false };
  readonly #glide = new Glide(0);
  #freeAtUs = NEVER;
  /** Held shut by hand until then: at the start the locks have not pulled in yet. */
  #heldUntilUs = 0;
  /** A catch that staff has set; the first lock to hold lets go of it. */
  #caught = false;

  override get holds(): boolean {
    return this.truth.position <= this.param('closedBelow');
  }
  override start(atUs: number): void {
    this.#heldUntilUs = atUs + this.param('startHoldMs') * 1000;
    this.#caught = this.param('startCaught') === 1;
    this.#settle(atUs);
  }

  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'close') return super.act(action, value, atUs);
    if (!this.#isShut(atUs)) {
      this.#glide.go(0, this.param('closeMs') * 1000, atUs);
      this.#settle(atUs);
    }
    return ACTED;
  }

  override blockersChanged(atUs: number): void {
    this.#wait(atUs);
    this.#plan(atUs);
  }

  override run(atUs: number): void {
    if (this.#freeAtUs <= atUs) {
      this.#freeAtUs = NEVER;
      this.#glide.go(1, this.param('moveMs') * 1000, atUs);
    }
    this.#settle(atUs);
  }

  override refresh(atUs: number): void {
    this.truth.position = this.#glide.positionAt(atUs);
  }

  #isShut(atUs: number): boolean {
    return !this.#glide.isMoving(atUs) && this.#glide.target === 0;
  }

  /** Once it is shut, the spring waits for the last thing that holds. */
  #wait(atUs: number): void {
    if (!this.#isShut(atUs)) return;
    if (this.blocked) {
      this.#freeAtUs = NEVER;
      this.#caught = false;
    } else if (this.#caught) return;
    else if (this.#freeAtUs === NEVER) {
      this.#freeAtUs = Math.max(atUs + this.param('delayMs') * 1000, this.#heldUntilUs);
    }
  }

  #settle(atUs: number): void {
    const held = this.holds;
    this.refresh(atUs);
    this.truth.open = this.truth.position >= this.param('openAbove');
    const openLevel = this.param('openLevel');
    this.wiring.drive('open', this.truth.open ? openLevel : 1 - openLevel, atUs);
    this.#wait(atUs);
    this.#plan(atUs);
    this.wiring.changed();
    if (this.holds !== held) this.wiring.released(atUs);
  }

  #plan(atUs: number): void {
    this.moving = this.#glide.isMoving(atUs);
    this.nextAtUs = this.moving
      ? Math.min(
          this.#glide.endUs,
          this.#glide.crossingUs(this.param('closedBelow'), atUs),
          this.#glide.crossingUs(this.param('openAbove'), atUs),
        )
      : this.#freeAtUs;
  }
}
