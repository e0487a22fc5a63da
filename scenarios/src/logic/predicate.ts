/**
 * What can be said of an instance at one moment. An instance (a plant, a device, a command) has a few signals; each keeps
 * its value until it is set again. Time enters in one place alone: `heldFor`.
 */

/** A signal that is true or false; it is a predicate by itself. */
export interface Flag {
  readonly kind: 'flag';
  readonly slot: number;
  readonly initial: boolean;
}
/** A signal that is a number; compare it with `above` or `below`. */
export interface Level {
  readonly kind: 'level';
  readonly slot: number;
  readonly initial: number;
}
export type Signal = Flag | Level;

export type Predicate =
  | Flag
  | { readonly kind: 'above' | 'below'; readonly level: Level; readonly limit: number }
  | { readonly kind: 'not'; readonly of: Predicate }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Predicate[] }
  | { readonly kind: 'held'; readonly of: Predicate; readonly forUs: number };

type SignalOf<Value> = Value extends boolean ? Flag : Level;

/** Declares the signals of an instance with the values that they begin with: `signals({ pressed: false, speed: 0 })`. */
export function signals<Values extends Readonly<Record<string, boolean | number>>>(
  values: Values,
): { readonly [Name in keyof Values]: SignalOf<Values[Name]> } {
  const entries = Object.entries(values).map(([name, initial], slot) => [
    name,
    { kind: typeof initial === 'boolean' ? 'flag' : 'level', slot, initial },
  ]);
  return Object.fromEntries(entries);
}

export const above = (level: Level, limit: number): Predicate => ({ kind: 'above', level, limit });
export const below = (level: Level, limit: number): Predicate => ({ kind: 'below', level, limit });
export const not = (of: Predicate): Predicate => ({ kind: 'not', of });
export const and = (...of: readonly Predicate[]): Predicate => ({ kind: 'and', of });
export const or = (...of: readonly Predicate[]): Predicate => ({ kind: 'or', of });

/**
 * `of` has held without a break for `ms` by now; an instance's life begins with its first moment.
 * @throws RangeError when `of` itself speaks of time: one clock for each `heldFor` is all that an automaton keeps
 */
export function heldFor(of: Predicate, ms: number): Predicate {
  if (isTimed(of)) throw new RangeError('heldFor: expected a predicate of one moment, saw one with a heldFor inside');
  return { kind: 'held', of, forUs: ms * 1000 };
}

/** `of` has held at some moment of the last `ms`; in the first `ms` of an instance this is taken to be so. */
export const within = (of: Predicate, ms: number): Predicate => not(heldFor(not(of), ms));

function isTimed(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'held':
      return true;
    case 'not':
      return isTimed(predicate.of);
    case 'and':
    case 'or':
      return predicate.of.some(isTimed);
    default:
      return false;
  }
}
