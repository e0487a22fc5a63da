import { BAND_COLORS, EFFECTS } from '@understudy/contract';
import { describe, expect, it } from 'vitest';
import { BAND_NAMES, EFFECT_NAMES } from '../live/effects.ts';
import { offsetAt, readMeaning, truthNumber } from './binding.ts';
import { advance, aim, restAt } from './easing.ts';
import { DARK, flicker, glowOf, WARM } from './glow.ts';

const mover = { role: 'mover', deviceId: 'a_b', plant: 'p', follows: 'position', axis: 'y', motion: 'turn' };

describe('readMeaning', () => {
  it('reads a mover, a collider and a wall', () => {
    const read = readMeaning('m', { ...mover, range: [0, 90] });
    expect(read?.ok && read.meaning.motion).toEqual({
      plant: 'p',
      follows: 'position',
      axis: 'y',
      motion: 'turn',
      range: [0, 90],
    });
    const collider = readMeaning('c', {
      role: 'collider',
      deviceId: 'a_b',
      plant: 'p',
      action: { name: 'plug', value: 3 },
    });
    expect(collider?.ok && collider.meaning.action).toEqual({ name: 'plug', value: 3 });
    const wall = readMeaning('w', { role: 'body', deviceId: '', cutaway: [0, 0, -1], hideFromAbove: true });
    expect(wall?.ok && [wall.meaning.device, wall.meaning.cutaway, wall.meaning.hideFromAbove]).toEqual([
      undefined,
      [0, -1],
      true,
    ]);
    expect(readMeaning('frame', {})).toBeUndefined();
  });

  it('names what is wrong with extras', () => {
    const bad: readonly [Record<string, unknown>, string][] = [
      [{ role: 'prop' }, 'unknown role prop'],
      [{ ...mover, range: [0] }, 'range is not two numbers'],
      [{ ...mover, range: [0, Number.NaN] }, 'range is not two numbers'],
      [{ ...mover, range: [0, 1], axis: 'w' }, 'axis'],
      [{ ...mover, range: [0, 1], motion: 'hop' }, 'motion'],
      [{ ...mover, range: [0, 1], plant: '' }, 'of no plant'],
      [{ role: 'mover' }, 'follows nothing'],
      [{ role: 'collider', action: { name: 'pull' } }, 'without a plant'],
      [{ role: 'collider', plant: 'p', action: {} }, 'has no name'],
    ];
    for (const [extras, words] of bad) {
      const read = readMeaning('node', extras);
      expect(read?.ok === false && read.problem).toContain(words);
    }
  });
});

describe('offsetAt', () => {
  it('is linear and does not stop at 1: steps and counts go on', () => {
    expect(offsetAt({ range: [10, 20] }, 0.5)).toBe(15);
    expect(offsetAt({ range: [0, 0.1] }, 2300)).toBeCloseTo(230);
    expect([truthNumber(true), truthNumber(false), truthNumber('x')]).toEqual([1, 0, undefined]);
  });
});

describe('glowOf', () => {
  it('takes lamps, loads and strips', () => {
    expect(glowOf({ level: 0.5 }, undefined, undefined)).toEqual({ color: WARM, level: 0.5, lively: false });
    expect(glowOf({ on: true }, 0x00ff00, undefined)).toEqual({ color: 0x00ff00, level: 1, lively: false });
    expect(glowOf(undefined, undefined, undefined)).toBe(DARK);
    const solid = { effect: 1, color: 0x0000ff, brightness: 255, lit: 15 };
    expect(glowOf(solid, undefined, [0, 30])).toEqual({ color: 0x0000ff, level: 0.5, lively: false });
    expect(glowOf(solid, undefined, [15, 30]).level).toBe(0);
    expect(glowOf({ ...solid, effect: 2 }, undefined, undefined).lively).toBe(true);
    expect(glowOf({ ...solid, effect: 2, brightness: 0 }, undefined, undefined).lively).toBe(false);
    expect(glowOf({ ...solid, effect: 0 }, undefined, undefined)).toBe(DARK);
  });

  it('shows each part of a banded strip in its own colour', () => {
    const bands = { effect: 5, color: 0x23, brightness: 255, lit: 4096 };
    const blue = glowOf(bands, undefined, [0, 10], 40).color;
    const green = glowOf(bands, undefined, [30, 40], 40).color;
    expect(blue & 0xff).toBe(0xff);
    expect((green >> 8) & 0xff).toBeGreaterThan(0xa0);
    expect(glowOf(bands, undefined, undefined, 40).color).not.toBe(blue);
  });

  it('flickers between dim and full', () => {
    for (let ms = 0; ms < 5000; ms += 37) {
      expect(flicker(ms, 0.3)).toBeGreaterThan(0.55);
      expect(flicker(ms, 0.3)).toBeLessThanOrEqual(1.01);
    }
  });

  it('has the contract’s lists', () => {
    expect(EFFECT_NAMES).toEqual(EFFECTS);
    expect(BAND_NAMES).toEqual(BAND_COLORS);
  });
});

describe('easing', () => {
  it('arrives exactly and then rests', () => {
    const glide = restAt(0);
    expect(aim(glide, 1, false)).toBe(true);
    let frames = 0;
    while (advance(glide, 1 / 60)) frames += 1;
    expect(glide.value).toBe(1);
    expect(frames).toBeGreaterThan(5);
    expect(frames).toBeLessThan(60);
    expect(aim(glide, 1, false)).toBe(false);
    expect(advance(glide, 1)).toBe(false);
  });

  it('jumps when told', () => {
    const glide = restAt(0);
    expect(aim(glide, 5, true)).toBe(true);
    expect(glide.value).toBe(5);
    expect(advance(glide, 1)).toBe(false);
  });
});
