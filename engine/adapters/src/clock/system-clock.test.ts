import { expect, test } from 'vitest';
import { createSystemClock } from './system-clock.ts';

test('instants are integers that never fall', () => {
  const clock = createSystemClock();
  let last = clock.nowUs();
  for (let count = 0; count < 10_000; count++) {
    const now = clock.nowUs();
    expect(Number.isSafeInteger(now) && now >= last).toBe(true);
    last = now;
  }
});

test('an alarm is never early, comes once, and not before alarm() has returned', async () => {
  const clock = createSystemClock();
  for (const afterUs of [-5, 0, 300, 1000, 2500, 7777]) {
    const atUs = clock.nowUs() + afterUs;
    let rung = 0;
    await new Promise<void>((resolve) => {
      clock.alarm(atUs, () => {
        expect(clock.nowUs()).toBeGreaterThanOrEqual(atUs);
        rung++;
        resolve();
      });
      expect(rung).toBe(0);
    });
    expect(rung).toBe(1);
  }
});

test('a cancelled alarm does not come', async () => {
  const clock = createSystemClock();
  const rung: string[] = [];
  const cancels = [clock.alarm(0, () => rung.push('past')), clock.alarm(clock.nowUs() + 1000, () => rung.push('soon'))];
  for (const cancel of cancels) cancel();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(rung).toEqual([]);
});
