import { describe, expect, it } from 'vitest';
import { fullStrength, glowOf } from './glow.ts';

describe('the glow of a lamp', () => {
  it('keeps pure colours below what tone mapping bleaches, and lets pale ones shine', () => {
    for (const pure of [0xff0000, 0x00ff00, 0x0000ff, 0xff8000]) expect(fullStrength(pure)).toBeLessThanOrEqual(1);
    expect(fullStrength(0xffffff)).toBeGreaterThan(2);
    expect(fullStrength(0xffb866)).toBeGreaterThan(fullStrength(0xff6a1e));
    expect(fullStrength(0)).toBeGreaterThan(0);
  });

  it('gives each part of a banded strip its own band', () => {
    const strip = { effect: 5, color: 0x23, brightness: 255, lit: 100 };
    expect(glowOf(strip, undefined, [0, 10], 100).color).toBe(0x2450ff);
    expect(glowOf(strip, undefined, [90, 100], 100).color).toBe(0x20d040);
    expect(glowOf({ ...strip, effect: 0 }, undefined, [0, 10], 100).level).toBe(0);
  });

  it('lights only the pixels that the masks tell of', () => {
    const strip = { effect: 6, color: 0, brightness: 255, lit: 50, mask_0: 0b11_00_01, mask_1: 1 << 18 };
    const level = (first: number, past: number): number => glowOf(strip, undefined, [first, past], 50).level;
    expect([level(0, 2), level(2, 4), level(4, 6)]).toEqual([0.5, 0, 1]);
    // Pixel 30 is bit 0 of the second mask, pixel 48 its bit 18.
    expect([level(30, 31), level(48, 50)]).toEqual([0, 0.5]);
    expect(glowOf(strip, undefined, undefined, 50).level).toBeCloseTo(4 / 50);
    expect(glowOf({ ...strip, brightness: 0 }, undefined, [4, 6], 50).level).toBe(0);
  });
});
