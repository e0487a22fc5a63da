/** Seeded, stateless randomness: the same numbers in every build. */

/** A number in [0, 1) that depends on three integers alone. */
export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}

/** A source of numbers in [low, high): each call gives the next one. */
export function sequence(seed: number): (low: number, high: number) => number {
  let count = 0;
  return (low, high) => {
    count += 1;
    return low + (high - low) * hash(count, count >>> 7, seed);
  };
}
