import { mix, scale } from '../random.ts';
import { ACTED, type ActResult, Plant } from './plant.ts';

const CODE_BITS = 8;
const RECEPTIONS = 0x7fffff;

/** `ir_target`: a decoder whose register counts receptions; a shot is made out with the given probability. */
export class IrTarget extends Plant {
  readonly truth = { hits: 0 };
  #shots = 0;

  override start(atUs: number): void {
    this.wiring.drive('ir', 0, atUs);
  }
  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'shoot') return super.act(action, value, atUs);
    this.#shots += 1;
    if (!this.powered) return ACTED;
    if (scale(mix(this.seed, this.#shots), 1000) >= this.param('receivePerMille')) return ACTED;
    this.truth.hits += 1;
    const code = Math.trunc(value ?? 0x51);
    this.wiring.drive('ir', ((this.truth.hits & RECEPTIONS) << CODE_BITS) | code, atUs);
    this.wiring.changed();
    return ACTED;
  }
}
