/** Pixels that a strip's own buffer holds: the most that the `pixels` driver takes. */
export const BUFFER_PIXELS = 256;

const NO_PIXELS = new Uint32Array(0);

/** The pattern that an addressable strip shows: effect (index of EFFECTS), colour 0xRRGGBB, brightness 0..255, lit pixels. */
export interface Pattern {
  effect: number;
  color: number;
  brightness: number;
  lit: number;
  /** Colours of its own, shown by effect `pixels`; empty until one was set. */
  pixels: Uint32Array;
}

/** A strip without power or not yet told anything: dark. */
export function darkPattern(): Pattern {
  return { effect: 0, color: 0, brightness: 0, lit: 0, pixels: NO_PIXELS };
}

/** Power gone: dark, and the buffer is forgotten. */
export function darken(pattern: Pattern): void {
  pattern.effect = 0;
  pattern.color = 0;
  pattern.brightness = 0;
  pattern.lit = 0;
  pattern.pixels.fill(0);
}

/** Sets a pixel of the buffer, made at its first use. Returns false for an index that it does not have. */
export function setPixel(pattern: Pattern, index: number, color: number): boolean {
  if (index < 0 || index >= BUFFER_PIXELS) return false;
  if (pattern.pixels.length === 0) pattern.pixels = new Uint32Array(BUFFER_PIXELS);
  pattern.pixels[index] = color & 0xffffff;
  return true;
}
