/**
 * The contract's word lists of an addressable strip, by wire number. Copied, so that the page need not load the whole
 * contract for two lists; a test compares them.
 */
export const EFFECT_NAMES = ['off', 'solid', 'fire', 'flicker', 'chase', 'bands', 'pixels'] as const;
export const BAND_NAMES = ['off', 'red', 'blue', 'green', 'white', 'orange', 'yellow', 'purple'] as const;

/** How a band's colour looks, 0xRRGGBB. */
const BAND_RGB: Readonly<Record<(typeof BAND_NAMES)[number], number>> = {
  off: 0,
  red: 0xff2418,
  blue: 0x2450ff,
  green: 0x20d040,
  white: 0xfff4e0,
  orange: 0xff7a10,
  yellow: 0xffd020,
  purple: 0xa030ff,
};

/** Colours of the equal bands of a `bands` colour: one a hex digit, from the first that is not 0. */
export function bandColors(color: number): readonly number[] {
  if (color === 0) return [];
  return [...color.toString(16)].map((digit) => BAND_RGB[BAND_NAMES[Number.parseInt(digit, 16)] ?? 'off']);
}

/** Pixels that one mask of a strip's truth tells, bit 0 first. */
const MASK_PIXELS = 30;

/** How many pixels of a strip in effect `pixels` are lit, from `first` to before `past`; the masks tell of the first 60. */
export function litPixels(truth: Readonly<Record<string, unknown>>, first = 0, past = 2 * MASK_PIXELS): number {
  let lit = 0;
  for (let pixel = first; pixel < Math.min(past, 2 * MASK_PIXELS); pixel += 1) {
    const mask = pixel < MASK_PIXELS ? truth.mask_0 : truth.mask_1;
    if (typeof mask === 'number' && ((mask >> (pixel % MASK_PIXELS)) & 1) === 1) lit += 1;
  }
  return lit;
}
