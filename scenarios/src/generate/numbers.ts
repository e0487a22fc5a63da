/** Numbers of plans: instants that read well, and values over their whole range with its ends more often than chance. */
import fc from 'fast-check';

const TENTH_MS = 100;

/** An instant in ms up to `maxMs`: three in four at a tenth of a second, the others at any ms. */
export function instant(minMs: number, maxMs: number): fc.Arbitrary<number> {
  const first = Math.ceil(minMs / TENTH_MS);
  const last = Math.max(first, Math.floor(maxMs / TENTH_MS));
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: first, max: last }).map((tenths) => tenths * TENTH_MS) },
    { weight: 1, arbitrary: fc.integer({ min: minMs, max: Math.max(minMs, maxMs) }) },
  );
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly whole?: boolean;
}

/** A value of a range: its default, its ends, or anything; whole where the range is wide or says so. */
export function valueIn({ min, max, default: usual, whole }: Range): fc.Arbitrary<number> {
  const isWhole = whole ?? max - min > 1;
  const any = isWhole
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
    : fc.integer({ min: 0, max: 100 }).map((part) => round(min + (part * (max - min)) / 100));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(min, max) },
    { weight: 4, arbitrary: any },
  );
}

/** How many records of a sort a plan has: often none, mostly few, sometimes many. */
export function amount(most: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: Math.min(4, most) }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: most }) },
  );
}

const SOME_MAX = 16;

/** Some of a list: a swarm enables few of them, now and then many. */
export function someOf<T>(all: readonly T[]): fc.Arbitrary<T[]> {
  const most = all.length;
  if (most === 0) return fc.constant([]);
  return fc.oneof(
    { weight: 5, arbitrary: fc.subarray([...all], { minLength: 1, maxLength: Math.min(3, most) }) },
    { weight: 3, arbitrary: fc.subarray([...all], { minLength: 1, maxLength: Math.min(8, most) }) },
    { weight: 1, arbitrary: fc.subarray([...all], { minLength: 1, maxLength: Math.min(SOME_MAX, most) }) },
  );
}

/** To four places: what a file shows is what a run uses. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
