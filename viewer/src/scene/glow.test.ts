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
});
