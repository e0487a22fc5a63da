import { describe, expect, it } from 'vitest';
import { hashText, mix, scale, Xoshiro } from './random.ts';

describe('seeded numbers', () => {
  it('are these, on every platform (golden)', () => {
    const stream = new Xoshiro(1);
    expect([mix(0, 0), mix(1, 2), hashText('understudy'), stream.next(), stream.next()]).toMatchInlineSnapshot(`
      [
        3949215219,
        1159546517,
        2543851318,
        313793036,
        2043012074,
      ]
    `);
  });
  it('spread evenly over a range', () => {
    const counts = new Array<number>(5).fill(0);
    for (let ms = 0; ms < 10_000; ms += 1) {
      const at = scale(mix(42, ms), 5);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});
