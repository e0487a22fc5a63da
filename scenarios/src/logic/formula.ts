/**
 * What must be so in every run. Two shapes are enough: something never holds, and a trigger that is answered.
 * Intervals are half open: an answer `within` 100 ms comes less than 100 ms after the trigger, and what has held for 100 ms
 * has held for all of them.
 */
import { not, or, type Predicate } from './predicate.ts';

export type Formula =
  | { readonly kind: 'never'; readonly bad: Predicate }
  /** From each moment at which `trigger` becomes true: `hold` until `release`, and `release` within `withinUs`. */
  | {
      readonly kind: 'response';
      readonly trigger: Predicate;
      readonly hold: Predicate;
      readonly release: Predicate;
      /** Infinity: the release need not come. */
      readonly withinUs: number;
    };

export const never = (bad: Predicate): Formula => ({ kind: 'never', bad });
export const always = (good: Predicate): Formula => never(not(good));

/** Something that is true whatever happens: no condition at all. */
const ANYTHING = { kind: 'and', of: [] } as const;

/** `whenever(asked).eventually(answered, 100)`, `whenever(stopped).until(still, restarted)`. */
export function whenever(trigger: Predicate): {
  eventually(answer: Predicate, withinMs: number): Formula;
  until(hold: Predicate, release: Predicate, withinMs?: number): Formula;
} {
  const response = (hold: Predicate, release: Predicate, withinMs: number): Formula => ({
    kind: 'response',
    trigger,
    hold: or(hold, release),
    release,
    withinUs: withinMs * 1000,
  });
  return {
    eventually: (answer, withinMs) => response(ANYTHING, answer, withinMs),
    until: (hold, release, withinMs = Number.POSITIVE_INFINITY) => response(hold, release, withinMs),
  };
}
