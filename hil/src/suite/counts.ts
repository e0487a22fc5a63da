/** Results in short, for whoever keeps or shows many of them. */
import type { Measurement, Status, TestResult } from './types.ts';

/** How many tests ended with each status; one that none ended with is left out. */
export function countsOf(results: readonly Pick<TestResult, 'status'>[]): Readonly<Partial<Record<Status, number>>> {
  const counts: Partial<Record<Status, number>> = {};
  for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** A measurement without the values that it was made of: a list is not where a histogram is drawn. */
export function withoutSamples({ samples: _, ...rest }: Measurement): Omit<Measurement, 'samples'> {
  return rest;
}
