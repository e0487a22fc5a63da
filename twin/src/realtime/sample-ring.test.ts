import { expect, test } from 'vitest';
import { percentile, SampleRing } from './sample-ring.ts';

test('the ring keeps the last samples, oldest first', () => {
  const ring = new SampleRing(3);
  expect(Array.from(ring.values())).toEqual([]);
  for (const sample of [1, 2]) ring.add(sample);
  expect(Array.from(ring.values())).toEqual([1, 2]);
  for (const sample of [3, 4, 5]) ring.add(sample);
  expect(Array.from(ring.values())).toEqual([3, 4, 5]);
  expect(ring.count).toBe(5);
});

test('percentiles by nearest rank', () => {
  const samples = Float64Array.of(30, 10, 20, 40);
  expect([0, 0.25, 0.5, 0.51, 0.99, 1].map((share) => percentile(samples, share))).toEqual([10, 10, 20, 30, 40, 40]);
  expect(percentile(new Float64Array(0), 0.5)).toBeNaN();
});
