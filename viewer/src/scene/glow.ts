/** What a lamp shows, from the truth of its plant: a colour and a level. Plain numbers: no three.js here. */
import { bandColors, EFFECT_NAMES, litPixels } from '../live/effects.ts';

export interface Glow {
  /** 0xRRGGBB, as on the wire (sRGB). */
  readonly color: number;
  /** 0 dark to 1 full. */
  readonly level: number;
  /** Whether the effect changes by itself and so needs frames. */
  readonly lively: boolean;
}

export const DARK: Glow = { color: 0, level: 0, lively: false };
/** Gaslight, for lamps that have no colour of their own. */
export const WARM = 0xffb866;

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/**
 * The glow of a lamp (`level`), a load (`on`) or a strip (`effect`, `color`, `brightness`, `lit`).
 * @param own the lamp's own colour, 0xRRGGBB, where its plant tells none
 * @param pixels the part of the strip that the lamp stands for
 * @param stripPixels pixels of the whole strip, 0 when unknown
 */
export function glowOf(
  truth: Readonly<Record<string, unknown>> | undefined,
  own: number | undefined,
  pixels: readonly [number, number] | undefined,
  stripPixels = 0,
): Glow {
  if (truth === undefined) return DARK;
  if ('effect' in truth) return stripGlow(truth, own, pixels, stripPixels);
  const level = 'level' in truth ? numberOf(truth.level) : Number(truth.on === true || truth.energised === true);
  return { color: own ?? WARM, level: Math.min(1, Math.max(0, level)), lively: false };
}

function stripGlow(
  truth: Readonly<Record<string, unknown>>,
  own: number | undefined,
  pixels: readonly [number, number] | undefined,
  stripPixels: number,
): Glow {
  const effect = EFFECT_NAMES[numberOf(truth.effect)] ?? 'off';
  if (effect === 'off') return DARK;
  const [first, past] = pixels ?? [0, 1];
  const share = effect === 'pixels' ? pixelShare(truth, pixels, stripPixels) : litShare(truth, first, past);
  const level = (numberOf(truth.brightness) / 255) * share;
  const told = numberOf(truth.color);
  if (effect === 'bands') return { color: bandAt(told, pixels, stripPixels), level, lively: false };
  const color = effect === 'fire' ? 0xff6a1e : told === 0 ? (own ?? WARM) : told;
  return { color, level, lively: level > 0 && (effect === 'fire' || effect === 'flicker' || effect === 'chase') };
}

const litShare = (truth: Readonly<Record<string, unknown>>, first: number, past: number): number =>
  Math.min(1, Math.max(0, (numberOf(truth.lit) - first) / Math.max(1, past - first)));

/** Part of these pixels (of the whole strip where none are named) that the strip's own buffer lights. */
function pixelShare(
  truth: Readonly<Record<string, unknown>>,
  pixels: readonly [number, number] | undefined,
  stripPixels: number,
): number {
  const [first, past] = pixels ?? [0, Math.max(1, stripPixels)];
  return litPixels(truth, first, past) / Math.max(1, past - first);
}

/** Colour of the band in which the middle of these pixels lies; the mixture of all bands for the strip as a whole. */
function bandAt(told: number, pixels: readonly [number, number] | undefined, stripPixels: number): number {
  const bands = bandColors(told);
  if (bands.length === 0) return 0;
  if (pixels !== undefined && stripPixels > 0) {
    const band = Math.floor((((pixels[0] + pixels[1]) / 2) * bands.length) / stripPixels);
    return bands[Math.min(bands.length - 1, band)] ?? 0;
  }
  const mean = (shift: number): number =>
    Math.round(bands.reduce((sum, color) => sum + ((color >> shift) & 0xff), 0) / bands.length) << shift;
  return mean(16) | mean(8) | mean(0);
}

/** Emissive strength of a pale lamp at full level: above 1, so that tone mapping makes it the brightest thing in view. */
const PALE_FULL = 2.6;
/** The same for a pure colour. Tone mapping turns anything brighter white, and players must tell the colours apart. */
const PURE_FULL = 0.95;

/** Emissive strength at full level of a lamp of this colour, 0xRRGGBB: the purer, the less. */
export function fullStrength(color: number): number {
  const parts = [(color >> 16) & 0xff, (color >> 8) & 0xff, color & 0xff];
  const most = Math.max(...parts);
  const purity = most === 0 ? 0 : (most - Math.min(...parts)) / most;
  return PALE_FULL + (PURE_FULL - PALE_FULL) * purity;
}

/** Brightness of a lively lamp at page time `atMs`, 0.6 to 1; `phase` sets neighbours apart. */
export function flicker(atMs: number, phase: number): number {
  const t = atMs / 1000 + phase * 7.3;
  return 0.8 + 0.1 * Math.sin(t * 9.1) + 0.06 * Math.sin(t * 23.7 + 1.3) + 0.04 * Math.sin(t * 41.9 + phase);
}
