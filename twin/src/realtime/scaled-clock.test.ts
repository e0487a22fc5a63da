import type { Clock } from '@understudy/ports';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScaledClock } from './scaled-clock.ts';

/** A clock that is moved by hand and rings what is due, in order. */
class ManualClock implements Clock {
  #nowUs = 0;
  readonly #alarms: { atUs: number; wake: () => void }[] = [];

  nowUs(): number {
    return this.#nowUs;
  }

  alarm(atUs: number, wake: () => void): () => void {
    const alarm = { atUs, wake };
    this.#alarms.push(alarm);
    return () => {
      const index = this.#alarms.indexOf(alarm);
      if (index >= 0) this.#alarms.splice(index, 1);
    };
  }

  get pending(): number {
    return this.#alarms.length;
  }

  /** Moves on; alarms ring at their instants. */
  pass(spanUs: number): void {
    const endUs = this.#nowUs + spanUs;
    for (;;) {
      const next = this.#alarms.reduce<{ atUs: number; wake: () => void } | undefined>(
        (first, alarm) =>
          alarm.atUs <= endUs && alarm.atUs < (first?.atUs ?? Number.POSITIVE_INFINITY) ? alarm : first,
        undefined,
      );
      if (next === undefined) break;
      this.#alarms.splice(this.#alarms.indexOf(next), 1);
      this.#nowUs = Math.max(this.#nowUs, next.atUs);
      next.wake();
    }
    this.#nowUs = endUs;
  }

  /** The machine stalls: time passes and nothing rings. */
  stall(spanUs: number): void {
    this.#nowUs += spanUs;
  }
}

test('time runs at the speed set, from the moment it was set', () => {
  const wall = new ManualClock();
  const clock = new ScaledClock(wall);
  wall.pass(1000);
  expect(clock.nowUs()).toBe(1000);
  clock.setSpeed(50);
  wall.pass(1000);
  expect(clock.nowUs()).toBe(51_000);
  clock.setSpeed(0.1);
  wall.pass(10_000);
  expect(clock.nowUs()).toBe(52_000);
});

test('pause stops time and alarms; afterwards both go on', () => {
  const wall = new ManualClock();
  const clock = new ScaledClock(wall);
  const rung: number[] = [];
  clock.alarm(5000, () => rung.push(clock.nowUs()));
  wall.pass(2000);
  clock.setPaused(true);
  expect(wall.pending).toBe(0);
  wall.pass(60_000_000);
  expect([clock.nowUs(), rung]).toEqual([2000, []]);
  clock.setPaused(false);
  wall.pass(2999);
  expect(rung).toEqual([]);
  wall.pass(1);
  expect(rung).toEqual([5000]);
});

test('an alarm follows a change of speed, both ways', () => {
  const wall = new ManualClock();
  const clock = new ScaledClock(wall);
  const rung: number[] = [];
  clock.alarm(100_000, () => rung.push(wall.nowUs()));
  wall.pass(10_000);
  clock.setSpeed(10);
  wall.pass(8_999);
  expect(rung).toEqual([]);
  wall.pass(1);
  expect(rung).toEqual([19_000]);
});

test('a stall of the machine slips time instead of running ahead of an alarm', () => {
  const wall = new ManualClock();
  const clock = new ScaledClock(wall, 100_000);
  clock.setSpeed(50);
  let rungAtUs = -1;
  clock.alarm(20_000, () => {
    rungAtUs = clock.nowUs();
  });
  wall.stall(1_000_000);
  expect(clock.nowUs()).toBe(120_000);
  expect(clock.slippedUs).toBe(50_000_000 - 120_000);
  wall.pass(0);
  expect(rungAtUs).toBe(120_000);
});

test('time waits soon after a hold, and goes on from there when it is released', () => {
  const wall = new ManualClock();
  const clock = new ScaledClock(wall, 100_000);
  clock.setSpeed(100);
  wall.pass(1000);
  const release = clock.hold();
  wall.pass(1_000_000);
  expect(clock.nowUs()).toBe(200_000);
  wall.pass(1_000_000);
  release();
  expect(clock.nowUs()).toBe(200_000);
  wall.pass(10);
  expect(clock.nowUs()).toBe(201_000);
});

test('a cancelled alarm neither rings nor holds time', () => {
  const wall = new ManualClock();
  const clock = new ScaledClock(wall);
  const cancel = clock.alarm(1000, () => expect.unreachable());
  cancel();
  wall.pass(5_000_000);
  expect(clock.nowUs()).toBe(5_000_000);
});

test.each([0, 0.09, 101, Number.NaN, Number.POSITIVE_INFINITY])('speed %d is refused', (speed) => {
  expect(() => new ScaledClock(new ManualClock()).setSpeed(speed)).toThrow(RangeError);
});

test('time never falls and alarms are never early, whatever is done', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('pass' as const), value: fc.integer({ min: 0, max: 500_000 }) }),
    fc.record({ do: fc.constant('stall' as const), value: fc.integer({ min: 0, max: 500_000 }) }),
    fc.record({ do: fc.constant('speed' as const), value: fc.double({ min: 0.1, max: 100, noNaN: true }) }),
    fc.record({ do: fc.constant('pause' as const), value: fc.integer({ min: 0, max: 1 }) }),
    fc.record({ do: fc.constant('alarm' as const), value: fc.integer({ min: -1000, max: 1_000_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const wall = new ManualClock();
      const clock = new ScaledClock(wall);
      let last = 0;
      const look = (): number => {
        const now = clock.nowUs();
        expect(Number.isSafeInteger(now) && now >= last).toBe(true);
        last = now;
        return now;
      };
      for (const { do: what, value } of steps) {
        if (what === 'pass') wall.pass(value);
        else if (what === 'stall') wall.stall(value);
        else if (what === 'speed') clock.setSpeed(value);
        else if (what === 'pause') clock.setPaused(value === 1);
        else {
          const atUs = look() + value;
          clock.alarm(atUs, () => expect(look()).toBeGreaterThanOrEqual(atUs));
        }
        look();
      }
    }),
  );
});
