import { EFFECTS } from '@understudy/contract';
import { Plant } from './plant.ts';

const PIXELS_EFFECT = EFFECTS.indexOf('pixels');
/** Pixels that one mask tells: bits of a number that stays a small integer. */
const MASK_PIXELS = 30;

/** `strip`: shows the pattern that its board was given last; dark without power. */
export class Strip extends Plant {
  readonly truth = { effect: 0, color: 0, brightness: 0, lit: 0, mask_0: 0, mask_1: 0 };

  override output(_role: string, _value: number, _atUs: number): void {
    const pattern = this.wiring.pattern('data');
    const { truth } = this;
    truth.effect = this.powered ? pattern.effect : 0;
    truth.color = pattern.color;
    truth.brightness = this.powered ? pattern.brightness : 0;
    truth.lit = this.powered ? Math.min(pattern.lit, this.param('pixels')) : 0;
    const shown = truth.effect === PIXELS_EFFECT && truth.brightness > 0;
    truth.mask_0 = shown ? mask(pattern.pixels, 0, truth.lit) : 0;
    truth.mask_1 = shown ? mask(pattern.pixels, MASK_PIXELS, truth.lit) : 0;
    this.wiring.changed();
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.output('data', 0, atUs);
  }
}

/** Bits of the pixels from `first` on that have a colour, of those before `past`. */
function mask(pixels: Uint32Array, first: number, past: number): number {
  let bits = 0;
  for (let bit = 0; bit < MASK_PIXELS && first + bit < past; bit += 1) {
    if ((pixels[first + bit] ?? 0) !== 0) bits |= 1 << bit;
  }
  return bits;
}
