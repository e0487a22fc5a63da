import { expect, it } from 'vitest';
import { Glide } from './glide.ts';

it.each([
  [0, 1, 0.01],
  [1, 0, 0.99],
])('from %d to %d is beyond %d at the instant that it names, wherever it was told anew', (from, to, threshold) => {
  const isBeyond = (position: number): boolean => (to > from ? position > threshold : position < threshold);
  let missed = 0;
  for (let againUs = 1; againUs < 60_000; againUs += 7) {
    const glide = new Glide(from);
    glide.go(to, 6_000_000, 0);
    glide.go(to, 6_000_000, againUs);
    const crossing = glide.crossingUs(threshold, againUs);
    if (!isBeyond(glide.positionAt(crossing)) || isBeyond(glide.positionAt(crossing - 3))) missed += 1;
  }
  expect(missed).toBe(0);
});
