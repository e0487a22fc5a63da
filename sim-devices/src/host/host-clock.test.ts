import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HostClock } from './host-clock.ts';

const S = 1_000_000;

describe('HostClock', () => {
  it("counts the world's ms from power-on", () => {
    const clock = new HostClock(7);
    clock.start(500);
    expect([clock.elapsedMs(1499), clock.elapsedMs(1500), clock.nowMs(1500), clock.instantOf(1)]).toEqual([
      0, 1, 8, 1500,
    ]);
  });

  it('gains 500 µs a second at 500 ppm, keeps them when mended, and steps', () => {
    const clock = new HostClock(0);
    clock.start(0);
    clock.drift(500, 0);
    expect(clock.elapsedMs(100 * S)).toBe(100_050);
    clock.drift(0, 100 * S);
    expect(clock.elapsedMs(200 * S)).toBe(200_050);
    clock.step(-1000);
    expect(clock.elapsedMs(200 * S)).toBe(199_050);
  });

  it('wraps at 2^32, also below 0', () => {
    const clock = new HostClock(2 ** 32 - 1);
    clock.start(0);
    expect([clock.nowMs(999), clock.nowMs(1000)]).toEqual([2 ** 32 - 1, 0]);
    const back = new HostClock(0);
    back.start(0);
    back.step(-1);
    expect(back.nowMs(0)).toBe(2 ** 32 - 1);
  });

  it('finds the first instant of a count, whatever the drift', () => {
    const drift = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(drift, fc.nat(10 * S), fc.nat(4_000_000), (ppm, fromUs, ms) => {
        const clock = new HostClock(0);
        clock.start(0);
        clock.drift(ppm, fromUs);
        const target = clock.elapsedMs(fromUs) + 1 + ms;
        const atUs = clock.instantOf(target);
        expect(clock.elapsedMs(atUs)).toBe(target);
        expect(clock.elapsedMs(atUs - 1)).toBe(target - 1);
      }),
    );
  });
});
