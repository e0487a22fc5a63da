import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ramp } from './ramp.ts';

const S = 1_000_000;

describe('Ramp', () => {
  it('takes the time of accelerating, cruising and braking', () => {
    const ramp = new Ramp();
    // 0.5 s up over 250 steps, 0.5 s down over 250 steps, 500 steps at 1,000 steps/s between.
    ramp.set(1000, 1000, 2000, 0);
    expect(ramp.endUs).toBe(1_500_000);
    expect(ramp.stepsAt(0.5 * S)).toBe(250);
    expect(ramp.rateAt(0.75 * S)).toBe(1000);
    expect(ramp.positionAt(1.5 * S)).toBe(1000);
  });

  it('starts and stops at once without acceleration', () => {
    const ramp = new Ramp();
    ramp.set(-1000, 500, 0, 0);
    expect(ramp.rateAt(0)).toBe(-500);
    expect(ramp.stepsAt(1 * S)).toBe(-500);
    ramp.set(0, 0, 0, 1 * S);
    expect(ramp.running).toBe(false);
    expect(ramp.stepsAt(9 * S)).toBe(-500);
  });

  it('brakes at the given rate when told to stop', () => {
    const ramp = new Ramp();
    ramp.set(100_000, 1000, 2000, 0);
    ramp.set(0, 0, 1000, 2 * S);
    expect(ramp.endUs).toBe(3 * S);
    expect(ramp.rateAt(2.5 * S)).toBeCloseTo(500, 6);
    expect(ramp.settle(3 * S)).toBe(true);
    expect(ramp.stepsAt(3 * S)).toBe(1750 + 500);
  });

  it('turns round through rest when the new target lies behind', () => {
    const ramp = new Ramp();
    ramp.set(100_000, 1000, 2000, 0);
    ramp.set(-1000, 1000, 2000, 1 * S);
    expect(ramp.rateAt(1 * S)).toBe(1000);
    expect(ramp.rateAt(1.5 * S)).toBeCloseTo(0, 6);
    expect(ramp.rateAt(1.6 * S)).toBeLessThan(0);
    expect(ramp.positionAt(ramp.endUs)).toBe(750 - 1000);
  });

  it('never exceeds rate and acceleration and always ends on the target', () => {
    const steps = fc.integer({ min: -50_000, max: 50_000 }).filter((count) => count !== 0);
    const rate = fc.integer({ min: 1, max: 5000 });
    const accel = fc.integer({ min: 1, max: 50_000 });
    fc.assert(
      fc.property(steps, rate, accel, fc.integer({ min: 1, max: 1000 }), (count, cruise, acceleration, part) => {
        const ramp = new Ramp();
        ramp.set(count, cruise, acceleration, 0);
        const { endUs } = ramp;
        expect(ramp.positionAt(endUs)).toBe(count);
        const atUs = Math.floor((endUs * part) / 1000);
        expect(Math.abs(ramp.rateAt(atUs))).toBeLessThanOrEqual(cruise * (1 + 1e-9));
        expect(Math.abs(ramp.accelAt(atUs))).toBeLessThanOrEqual(acceleration * (1 + 1e-9));
        // Continuous: a µs later it is no further than its rate allows.
        const moved = Math.abs(ramp.positionAt(atUs + 1) - ramp.positionAt(atUs));
        expect(moved).toBeLessThanOrEqual(cruise / S + 1e-3);
      }),
    );
  });

  it('goes on from its present rate when replaced, to the new target', () => {
    const count = fc.integer({ min: -5000, max: 5000 }).filter((steps) => steps !== 0);
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: 3 * S }), (first, second, atUs) => {
        const ramp = new Ramp();
        ramp.set(first, 1000, 2000, 0);
        const before = ramp.positionAt(atUs);
        const rate = ramp.rateAt(atUs);
        ramp.settle(atUs);
        ramp.set(second, 1000, 2000, atUs);
        expect(ramp.positionAt(atUs)).toBeCloseTo(before, 6);
        expect(ramp.rateAt(atUs)).toBeCloseTo(rate, 6);
        expect(ramp.positionAt(ramp.endUs)).toBe(Math.trunc(before) + second);
      }),
    );
  });
});
