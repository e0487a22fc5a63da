/** The pattern that an addressable strip shows: effect (index of EFFECTS), colour 0xRRGGBB, brightness 0..255, lit pixels. */
export interface Pattern {
  effect: number;
  color: number;
  brightness: number;
  lit: number;
}

/** A strip without power or not yet told anything: dark. */
export function darkPattern(): Pattern {
  return { effect: 0, color: 0, brightness: 0, lit: 0 };
}
