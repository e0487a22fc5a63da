/** Numbers with limits, and whether they are within them, hardly, or not. */
import type { Measurement } from './types.ts';

/** At least one of them; in the measurement's unit, both allowed values themselves. */
export interface Limits {
  readonly low?: number;
  readonly high?: number;
}

/** What else is known of a value. */
export interface Spread {
  /** One sigma, in the value's unit. */
  readonly uncertainty?: number;
  readonly samples?: readonly number[];
}

/** Nearer to a limit than this share of the span is marginal. */
const MARGIN = 0.1;

/** Within, marginal or outside. A value that is no number is outside. */
export function verdictOf(value: number, limits: Limits, uncertainty = 0): Measurement['verdict'] {
  const { low, high } = limits;
  if (Number.isNaN(value)) return 'outside';
  if ((low !== undefined && value < low) || (high !== undefined && value > high)) return 'outside';
  const room = Math.min(value - (low ?? Number.NEGATIVE_INFINITY), (high ?? Number.POSITIVE_INFINITY) - value);
  return room < Math.max(MARGIN * spanOf(limits), uncertainty) ? 'marginal' : 'within';
}

/** From limit to limit; where there is one alone, from nothing to it. */
function spanOf({ low, high }: Limits): number {
  if (low !== undefined && high !== undefined) return high - low;
  return Math.abs(high ?? low ?? 0);
}

/**
 * A measurement with its verdict. Never throws: a test hands all of its measurements back, and the runner fails it with
 * OUT_OF_LIMITS when one is outside. So a report has them all.
 */
export function expectWithin(
  name: string,
  value: number,
  unit: Measurement['unit'],
  limits: Limits,
  spread: Spread = {},
): Measurement {
  return { name, value, unit, ...limits, ...spread, verdict: verdictOf(value, limits, spread.uncertainty) };
}

/** Limits as text: `at most 50 ms`, `40 to 60 ms`. */
export function limitsText({ low, high, unit }: Pick<Measurement, 'low' | 'high' | 'unit'>): string {
  if (low !== undefined && high !== undefined) return `${low} to ${high} ${unit}`;
  if (high !== undefined) return `at most ${high} ${unit}`;
  return low === undefined ? 'any value' : `at least ${low} ${unit}`;
}
