/** One clock by another, from round trips: offset and drift, each with its uncertainty. Pure. */

/** The other clock was read between two instants of this one. All in µs of their own clocks. */
export interface ClockSample {
  readonly beforeUs: number;
  readonly otherUs: number;
  readonly afterUs: number;
}

/** `other = this + offsetUs + driftPpm * (this - atUs) / 1e6`; uncertainties are one sigma. */
export interface ClockFit {
  readonly offsetUs: number;
  readonly uncertaintyUs: number;
  readonly driftPpm: number;
  readonly driftUncertaintyPpm: number;
  /** Round trips that it was fitted from. */
  readonly samples: number;
  /** Instant of this clock at which the offset holds. */
  readonly atUs: number;
}

/** The best of so many round trips makes one point: delays only ever add. */
export const SAMPLES_A_FIT = 8;
/** Clocks tell whole µs: no reading is known better than this. */
const RESOLUTION_US = 1;
/** An instant that lies anywhere in a span of w with equal chance has a sigma of w / sqrt(12). */
const UNIFORM = Math.sqrt(12);

interface Point {
  readonly atUs: number;
  readonly offsetUs: number;
  readonly sigmaUs: number;
}

function pointOf({ beforeUs, otherUs, afterUs }: ClockSample): Point {
  const atUs = (beforeUs + afterUs) / 2;
  return { atUs, offsetUs: otherUs - atUs, sigmaUs: (afterUs - beforeUs + RESOLUTION_US) / UNIFORM };
}

/**
 * The best of every eight samples, in order; drift by weighted least squares through them, or through all samples while there are eight
 * only. The offset is that of the newest best.
 * @throws RangeError without a sample, or with one that ends before it begins
 */
export function fitClocks(samples: readonly ClockSample[]): ClockFit {
  const odd = samples.find(({ beforeUs, afterUs }) => afterUs < beforeUs);
  if (odd !== undefined)
    throw new RangeError(`expected a round trip that ends after ${odd.beforeUs}, seen ${odd.afterUs}`);
  const bests: Point[] = [];
  for (let at = 0; at < samples.length; at += SAMPLES_A_FIT) {
    const points = samples.slice(at, at + SAMPLES_A_FIT).map(pointOf);
    bests.push(points.reduce((best, point) => (point.sigmaUs < best.sigmaUs ? point : best)));
  }
  const newest = bests.at(-1);
  if (newest === undefined) throw new RangeError('expected a round trip, seen none');
  return {
    offsetUs: newest.offsetUs,
    uncertaintyUs: newest.sigmaUs,
    ...slope(bests.length > 1 ? bests : samples.map(pointOf)),
    samples: samples.length,
    atUs: newest.atUs,
  };
}

/** Points at one instant say nothing of drift: 0, known not at all. */
function slope(points: readonly Point[]): Pick<ClockFit, 'driftPpm' | 'driftUncertaintyPpm'> {
  const weights = points.map(({ sigmaUs }) => 1 / sigmaUs ** 2);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const mean = (of: (point: Point) => number): number =>
    points.reduce((all, point, index) => all + (weights[index] ?? 0) * of(point), 0) / sum;
  const [meanAt, meanOffset] = [mean(({ atUs }) => atUs), mean(({ offsetUs }) => offsetUs)];
  const spread = sum * mean(({ atUs }) => (atUs - meanAt) ** 2);
  if (spread === 0) return { driftPpm: 0, driftUncertaintyPpm: Number.POSITIVE_INFINITY };
  const both = sum * mean(({ atUs, offsetUs }) => (atUs - meanAt) * (offsetUs - meanOffset));
  return { driftPpm: (both / spread) * 1e6, driftUncertaintyPpm: 1e6 / Math.sqrt(spread) };
}

/** An instant of the other clock in this one's µs. */
export function fromOther(fit: ClockFit, otherUs: number): number {
  const { offsetUs, driftPpm, atUs } = fit;
  return atUs + (otherUs - offsetUs - atUs) / (1 + driftPpm / 1e6);
}
