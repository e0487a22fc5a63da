/** Orders drawn from a seed: the same seed, the same order, on every machine. */
import { mulberry32 } from '../mulberry32.ts';

/** The items in an order of the seed's. @param seed an integer; its lower 32 bits count */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = mulberry32(seed);
  const keyed = items.map((item) => ({ item, key: next() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}
