import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';
import { crossingS } from './axis.ts';

const PARAMS = {
  travelSteps: 6000,
  endSteps: 400,
  toleranceSteps: 300,
  accelStepsPerS2: 20_000,
  windowSteps: 40,
};

/** Stops the generator at once when the high limit switch closes, as firmware does. */
function stopAtHigh(bench: PlantBench): () => void {
  return () => {
    if (bench.read('high') === 0 && bench.pins.ramp(bench.pin('step')).running) bench.ramp('step', 0, 1000, 0);
  };
}

describe('travel', () => {
  it('solves for the first crossing', () => {
    expect(crossingS(10, 5, 0)).toBe(2);
    expect(crossingS(-10, 5, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(crossingS(1, 0, 2)).toBe(1);
    // Thrown up at 2 against 1: reaches 1.5 at 1 s, never 3.
    expect(crossingS(1.5, 2, -1)).toBeCloseTo(1, 9);
    expect(crossingS(3, 2, -1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('reaches the high limit after its travel and stops within its inertia', () => {
    const bench = new PlantBench('travel', { params: PARAMS });
    expect([bench.read('low'), bench.read('high')]).toEqual([0, 1]);
    bench.ramp('step', 1_000_000, 1000, 2000);
    bench.runTo(3000);
    expect(bench.truth('position')).toBeCloseTo((250 + 2500) / 6000, 3);
    expect(bench.read('low')).toBe(1);
    let closedAtUs = 0;
    const stop = stopAtHigh(bench);
    bench.runTo(10_000, () => {
      if (closedAtUs === 0 && bench.read('high') === 0) closedAtUs = bench.nowUs;
      stop();
    });
    // 250 steps in 0.5 s, then 5,750 at 1,000 steps/s.
    expect(Math.abs(closedAtUs - 6_250_000)).toBeLessThan(100);
    expect(bench.truth('speed')).toBe(0);
    expect(bench.truth('position')).toBe(1);
    expect(bench.truth('overtravel')).toBe(false);
    expect(bench.plant.moving).toBe(false);
  });

  it('flags overtravel and stalls at the mechanical end when nobody stops it', () => {
    const bench = new PlantBench('travel', { params: PARAMS });
    bench.ramp('step', 1_000_000, 1000, 2000);
    bench.runTo(6400);
    expect(bench.truth('overtravel')).toBe(false);
    bench.runTo(6600);
    expect(bench.truth('overtravel')).toBe(true);
    bench.runTo(60_000);
    expect(bench.truth('speed')).toBe(0);
    expect(bench.read('high')).toBe(0);
    // It comes back from the end when driven the other way.
    bench.ramp('step', -1_000_000, 1000, 2000);
    bench.runTo(61_500);
    expect(bench.read('high')).toBe(1);
  });

  it('lags an instant start by its inertia', () => {
    const bench = new PlantBench('travel', { params: { ...PARAMS, accelStepsPerS2: 1000 } });
    bench.ramp('step', 1_000_000, 1000, 0);
    bench.runTo(500);
    expect(bench.truth('speed')).toBeCloseTo(500 / 6000, 6);
    bench.runTo(2000);
    expect(bench.truth('speed')).toBeCloseTo(1000 / 6000, 6);
    expect(bench.truth('position')).toBeCloseTo(1500 / 6000, 4);
  });

  it('is braked by friction too when its drive is too weak to stop it in time', () => {
    const bench = new PlantBench('travel', { params: { ...PARAMS, accelStepsPerS2: 500, frictionStepsPerS2: 8000 } });
    bench.ramp('step', 1_000_000, 1000, 0);
    bench.runTo(2000);
    expect(bench.truth('speed')).toBeCloseTo(1000 / 6000, 6);
    bench.ramp('step', 0, 0, 0);
    bench.runTo(2124);
    expect(Number(bench.truth('speed'))).toBeGreaterThan(0);
    bench.runTo(2126);
    expect(bench.truth('speed')).toBe(0);
  });

  it('stops by friction without power and stays when power returns with the generator stopped', () => {
    const bench = new PlantBench('travel', { params: { ...PARAMS, frictionStepsPerS2: 1000 } });
    bench.ramp('step', 1_000_000, 1000, 0);
    bench.runTo(2000);
    const before = Number(bench.truth('position'));
    bench.plant.power(false, bench.nowUs);
    bench.runTo(2900);
    expect(Number(bench.truth('speed'))).toBeGreaterThan(0);
    bench.runTo(3100);
    expect(bench.truth('speed')).toBe(0);
    expect(bench.truth('powered')).toBe(false);
    expect(bench.truth('position')).toBeCloseTo(before + 500 / 6000, 3);
    bench.ramp('step', 0, 0, 0);
    bench.plant.power(true, bench.nowUs);
    bench.runTo(9000);
    expect(bench.truth('position')).toBeCloseTo(before + 500 / 6000, 3);
  });

  it('moves each of two axes by its own generator and switch', () => {
    const bench = new PlantBench('travel', { params: PARAMS });
    bench.ramp('step2', 3000, 1000, 0);
    bench.runTo(2000);
    expect(bench.truth('position')).toBe(0);
    expect(Number(bench.truth('position2'))).toBeGreaterThan(0.3);
    expect([bench.read('low'), bench.read('low2')]).toEqual([0, 1]);
  });

  it('closes both switches of an end together when they are doubled', () => {
    const bench = new PlantBench('travel', { params: PARAMS, unwired: ['step2'] });
    const ends = () => [bench.read('low'), bench.read('low2'), bench.read('high'), bench.read('high2')];
    expect(ends()).toEqual([0, 0, 1, 1]);
    bench.ramp('step', 1_000_000, 1000, 0);
    bench.runTo(3000);
    expect(ends()).toEqual([1, 1, 1, 1]);
    bench.runTo(6200);
    expect(ends()).toEqual([1, 1, 0, 0]);
    expect(bench.truth('position2')).toBe(bench.truth('position'));
  });

  it('does not move by steps that come without power', () => {
    const bench = new PlantBench('travel', { params: PARAMS });
    bench.plant.power(false, 0);
    bench.ramp('step', 3000, 1000, 2000);
    bench.runTo(5000);
    bench.plant.power(true, bench.nowUs);
    bench.runTo(6000);
    expect([bench.truth('position'), bench.read('low')]).toEqual([0, 0]);
  });
});
