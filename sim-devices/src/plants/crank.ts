import { ACTED, type ActResult, Plant } from './plant.ts';

const SAMPLE_US = 10_000;

/** `crank`: turned by hand at so many counts/s; turns given while it turns add up. */
export class Crank extends Plant {
  readonly truth = { counts: 0 };
  #from = 0;
  #target = 0;
  #startUs = 0;
  #endUs = 0;

  override start(atUs: number): void {
    this.wiring.drive('count', 0, atUs);
  }
  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'turn') return super.act(action, value, atUs);
    this.refresh(atUs);
    this.#from = this.truth.counts;
    this.#target += Math.trunc(value ?? 600);
    this.#startUs = atUs;
    const counts = Math.abs(this.#target - this.#from);
    this.#endUs = atUs + Math.ceil((counts * 1_000_000) / this.param('countsPerS'));
    this.#settle(atUs);
    return ACTED;
  }
  override run(atUs: number): void {
    this.#settle(atUs);
  }
  override refresh(atUs: number): void {
    if (atUs >= this.#endUs) {
      this.truth.counts = this.#target;
      return;
    }
    const part = (atUs - this.#startUs) / (this.#endUs - this.#startUs);
    this.truth.counts = this.#from + Math.trunc((this.#target - this.#from) * part);
  }

  #settle(atUs: number): void {
    const wasMoving = this.moving;
    this.moving = atUs < this.#endUs;
    this.nextAtUs = this.moving ? Math.min(atUs + SAMPLE_US, this.#endUs) : Number.POSITIVE_INFINITY;
    this.refresh(atUs);
    this.wiring.drive('count', this.truth.counts, atUs);
    if (!(wasMoving && this.moving)) this.wiring.changed();
  }
}
