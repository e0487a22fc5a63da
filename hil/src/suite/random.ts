/** Orders drawn from a seed: the same seed, the same order, on every machine. */

/** The items in an order of the seed's. @param seed an integer; its lower 32 bits count */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = generator(seed);
  const keyed = items.map((item) => ({ item, key: next() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}

/** mulberry32: 32-bit integers, equally likely. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
