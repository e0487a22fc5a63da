/** Mean of measured times with its confidence. Pure. */

/** Half of a 95 % interval in standard errors, by degrees of freedom from 1; beyond the table that of a normal spread. */
const STUDENT_95 = [
  ...[12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131],
  ...[2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042],
] as const;
const NORMAL_95 = 1.96;
/** Further from the median than so many median deviations (scaled to a sigma) is no measurement of the same thing. */
const OUTLIER_SIGMAS = 5;
const MAD_TO_SIGMA = 1.4826;

export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
  /** 95 %; both ends. One sample has no interval: its resolution stands for it. */
  readonly interval: readonly [low: number, high: number];
  readonly n: number;
  readonly outliers: readonly number[];
}

/** @param resolution of a single time, in the samples' unit: no estimate is known better. @throws RangeError without samples */
export function estimateOf(samples: readonly number[], resolution: number): Estimate {
  if (samples.length === 0) throw new RangeError('expected a sample, seen none');
  const middle = median(samples);
  const sigma = Math.max(MAD_TO_SIGMA * median(samples.map((value) => Math.abs(value - middle))), resolution);
  const isOutlier = (value: number): boolean => Math.abs(value - middle) > OUTLIER_SIGMAS * sigma;
  const kept = samples.filter((value) => !isOutlier(value));
  const n = kept.length;
  const mean = kept.reduce((sum, value) => sum + value, 0) / n;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, n - 1);
  const standardError = Math.sqrt(variance / n);
  const half = Math.max((STUDENT_95[n - 2] ?? NORMAL_95) * standardError, resolution);
  return { mean, standardError, interval: [mean - half, mean + half], n, outliers: samples.filter(isOutlier) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}
