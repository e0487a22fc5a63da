import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';

describe('load', () => {
  it('is off while its pin floats, whichever level is active', () => {
    for (const activeLevel of [0, 1]) {
      const load = new PlantBench('load', { params: { activeLevel } });
      expect(load.truth('on')).toBe(false);
      load.write('out', activeLevel);
      expect(load.truth('on')).toBe(true);
      load.plant.power(false, 0);
      expect(load.truth('on')).toBe(false);
    }
  });
});

describe('a load that feeds others', () => {
  it('switches in its time, and not for a shorter pulse', () => {
    const rail = new PlantBench('load', { params: { switchMs: 20 } });
    const fed: [boolean, number][] = [];
    rail.onFeeds = (on, atUs) => fed.push([on, atUs]);
    rail.write('out', 1);
    rail.runTo(19);
    expect(rail.truth('on')).toBe(false);
    rail.runTo(20);
    expect(rail.truth('on')).toBe(true);
    rail.runTo(100);
    rail.write('out', 0);
    rail.runTo(110);
    rail.write('out', 1);
    rail.runTo(1000);
    expect(rail.truth('on')).toBe(true);
    rail.write('out', 0);
    rail.runTo(2000);
    expect(fed).toEqual([
      [true, 20_000],
      [false, 1_020_000],
    ]);
  });

  it('loses and regains its own power at once, its relay where it was', () => {
    const rail = new PlantBench('load', { params: { switchMs: 20 } });
    const fed: [boolean, number][] = [];
    rail.onFeeds = (on, atUs) => fed.push([on, atUs]);
    rail.write('out', 1);
    rail.runTo(50);
    rail.plant.power(false, 50_000);
    rail.runTo(70);
    rail.plant.power(true, 70_000);
    rail.runTo(80);
    rail.plant.power(false, 80_000);
    rail.write('out', 0);
    rail.runTo(200);
    rail.plant.power(true, 200_000);
    expect(rail.truth('on')).toBe(false);
    expect(fed).toEqual([
      [true, 20_000],
      [false, 50_000],
      [true, 70_000],
      [false, 80_000],
    ]);
  });
});

describe('lamp', () => {
  it('follows the duty at once without inertia', () => {
    const lamp = new PlantBench('lamp');
    lamp.write('out', 51);
    expect(lamp.truth('level')).toBe(0.2);
  });
  it('takes its time with inertia', () => {
    const lamp = new PlantBench('lamp', { params: { inertiaMs: 100 } });
    lamp.write('out', 255);
    lamp.runTo(50);
    expect(lamp.truth('level')).toBeCloseTo(0.5, 6);
    lamp.runTo(100);
    expect([lamp.truth('level'), lamp.plant.moving]).toEqual([1, false]);
  });
});

describe('emergency light', () => {
  it('shines from its battery while the supply is off, and only then', () => {
    const lamp = new PlantBench('lamp', { params: { emergencyLevel: 0.2 } });
    lamp.plant.power(false, 0);
    expect(lamp.truth('level')).toBe(0.2);
    lamp.write('out', 255);
    expect(lamp.truth('level')).toBe(0.2);
    lamp.plant.power(true, 0);
    expect(lamp.truth('level')).toBe(1);
    lamp.write('out', 0);
    expect(lamp.truth('level')).toBe(0);
  });
});

describe('strip', () => {
  it('shows the pattern and goes dark without power', () => {
    const strip = new PlantBench('strip', { params: { pixels: 60 } });
    strip.pins.setStrip(strip.pin('data'), 1, 0x00ff00, 200, 4096);
    strip.plant.output('data', 0, 0);
    expect(strip.plant.truth).toEqual({
      effect: 1,
      color: 0x00ff00,
      brightness: 200,
      lit: 60,
      mask_0: 0,
      mask_1: 0,
    });
    strip.plant.power(false, 0);
    expect(strip.truth('brightness')).toBe(0);
  });
});

describe('a strip that shows its own pixels', () => {
  it('tells which of its first sixty are lit', () => {
    const strip = new PlantBench('strip', { params: { pixels: 50 } });
    const pin = strip.pin('data');
    for (const index of [0, 29, 30, 49, 50]) strip.pins.setPixel(pin, index, 0x000100);
    strip.pins.setPixel(pin, 0, 0);
    strip.pins.setStrip(pin, 6, 0, 255, 4096);
    strip.plant.output('data', 0, 0);
    expect([strip.truth('mask_0'), strip.truth('mask_1')]).toEqual([2 ** 29, 1 + 2 ** 19]);
    strip.pins.setStrip(pin, 6, 0, 0, 4096);
    strip.plant.output('data', 0, 0);
    expect([strip.truth('mask_0'), strip.truth('mask_1')]).toEqual([0, 0]);
    strip.pins.setStrip(pin, 1, 0xffffff, 255, 4096);
    strip.plant.output('data', 0, 0);
    expect([strip.truth('mask_0'), strip.truth('mask_1')]).toEqual([0, 0]);
    strip.pins.setStrip(pin, 6, 0, 255, 4096);
    strip.plant.power(false, 0);
    expect([strip.truth('mask_0'), strip.truth('mask_1')]).toEqual([0, 0]);
    strip.plant.power(true, 0);
    expect(strip.truth('mask_0')).toBe(2 ** 29);
  });
});

describe('needle', () => {
  it('follows its generator from where it stood', () => {
    const needle = new PlantBench('needle', { params: { start: -40 } });
    needle.ramp('step', 700, 700, 0);
    expect(needle.truth('moving')).toBe(true);
    needle.runTo(500);
    expect(needle.truth('steps')).toBe(310);
    needle.runTo(2000);
    expect([needle.truth('steps'), needle.truth('moving')]).toEqual([660, false]);
  });
});

describe('haze', () => {
  const params = { warmUpMs: 180_000, risePerS: 0.4, keepPerS: 0.5 };

  it('does not fog before it is warm', () => {
    const haze = new PlantBench('haze', { params });
    haze.write('power', 1);
    haze.write('trigger', 1);
    haze.runTo(179_999);
    expect([haze.truth('ready'), haze.truth('fogging')]).toEqual([false, false]);
    haze.runTo(181_000);
    expect([haze.truth('ready'), haze.truth('fogging')]).toEqual([true, true]);
    expect(haze.truth('density')).toBeCloseTo(0.4, 9);
  });

  it('leaves a share for a short burst and thins out by its factor a second', () => {
    const haze = new PlantBench('haze', { params: { ...params, warm: 1 }, unwired: ['power'] });
    haze.write('trigger', 1);
    haze.runTo(500);
    haze.write('trigger', 0);
    expect(haze.truth('density')).toBeCloseTo(0.2, 9);
    haze.runTo(1000);
    expect(haze.truth('density')).toBeCloseTo(0.1, 9);
    haze.runTo(60_000);
    expect([haze.truth('density'), haze.plant.nextAtUs]).toEqual([0, Number.POSITIVE_INFINITY]);
  });
});
