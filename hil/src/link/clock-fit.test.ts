/** A clock that is known, read over round trips that are not: the fit finds it within what it says of itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockSample, fitClocks, fromOther, SAMPLES_A_FIT } from './clock-fit.ts';

/** Round trips to a clock with an offset and a drift; each way takes its own time. */
function sampled(
  delays: readonly (readonly [number, number])[],
  offsetUs: number,
  driftPpm: number,
  everyUs: number,
): ClockSample[] {
  return delays.map(([out, back], index) => {
    const beforeUs = 1_000_000 + index * everyUs;
    const readUs = beforeUs + out;
    return { beforeUs, otherUs: readUs * (1 + driftPpm / 1e6) + offsetUs, afterUs: readUs + back };
  });
}
const delay = fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }));

describe('the fit of two clocks', () => {
  it('has the offset within the span of its best round trip', () => {
    const offset = fc.integer({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(fc.array(delay, { minLength: 1, maxLength: SAMPLES_A_FIT }), offset, (delays, offsetUs) => {
        const fit = fitClocks(sampled(delays, offsetUs, 0, 10_000));
        const best = Math.min(...delays.map(([out, back]) => out + back));
        expect(Math.abs(fit.offsetUs - offsetUs)).toBeLessThanOrEqual(best / 2 + 1e-6);
        expect(fit.uncertaintyUs).toBeCloseTo((best + 1) / Math.sqrt(12), 6);
      }),
    );
  });

  it('finds the drift within five sigma over ten seconds', () => {
    const drift = fc.integer({ min: -200, max: 200 });
    fc.assert(
      fc.property(fc.array(delay, { minLength: 80, maxLength: 80 }), drift, (delays, driftPpm) => {
        const fit = fitClocks(sampled(delays, 77, driftPpm, 125_000));
        expect(Math.abs(fit.driftPpm - driftPpm)).toBeLessThan(5 * fit.driftUncertaintyPpm);
        expect(fit.samples).toBe(80);
      }),
    );
  });

  it('takes an instant of the other clock back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: -500, max: 500 }), (atUs, driftPpm) => {
        const trips = Array.from({ length: 16 }, (): [number, number] => [1, 1]);
        const fit = fitClocks(sampled(trips, 123_456, driftPpm, 1_000_000));
        const otherUs = atUs * (1 + driftPpm / 1e6) + 123_456;
        // A µs of resolution over 16 s is a tenth of a ppm.
        expect(Math.abs(fromOther(fit, otherUs) - atUs)).toBeLessThan(1 + Math.abs(atUs - fit.atUs) * 1e-7);
      }),
    );
  });

  it('knows nothing of drift from one instant', () => {
    const one = { beforeUs: 5, otherUs: 9, afterUs: 5 };
    expect(fitClocks([one, one])).toMatchObject({ offsetUs: 4, driftPpm: 0, driftUncertaintyPpm: Infinity });
  });

  it('refuses no round trip, and one that ends before it begins', () => {
    expect(() => fitClocks([])).toThrow(RangeError);
    expect(() => fitClocks([{ beforeUs: 2, otherUs: 0, afterUs: 1 }])).toThrow(
      'expected a round trip that ends after 2',
    );
  });
});
