/** How well the bench controller keeps its own time: from a step of its programme to the edge that it sees itself. */
import type { Channel, ProgrammeStep } from '../bench/types.ts';
import { expectWithin, type Limits } from '../suite/measure.ts';
import type { Measurement } from '../suite/types.ts';
import { StationError } from './errors.ts';
import { wholeRecording } from './recording.ts';
import type { Station } from './types.ts';

export interface LoopbackOptions {
  /** A wire that the DUT does not drive. */
  readonly channel: Channel;
  /** Steps whose edges are timed. */
  readonly samples?: number;
  /** In µs: what a bench may take and still measure what it is for. */
  readonly latency?: Limits;
  readonly sigma?: Limits;
  readonly resolution?: Limits;
}

/** Far enough apart that no edge waits for the one before. */
const SPACING_US = 1000;
/** Gaps of two steps, in µs; the smallest that two edges come apart by is the resolution. */
const GAPS_US = [1, 2, 5, 10, 20, 50, 100, 200, 500] as const;

/**
 * Latency (mean, its sigma beside it), sigma and resolution, all in µs by the bench's clock.
 * @throws StationError where the programme does not end or its recording has a gap; NO_LOOPBACK where edges are missing
 */
export async function measureLoopback(station: Station, options: LoopbackOptions): Promise<readonly Measurement[]> {
  const { channel } = options;
  const count = options.samples ?? 100;
  const toggle = (atUs: number, value: number): ProgrammeStep => ({ kind: 'drive', channel, value, atUs });
  const timed = Array.from({ length: count }, (_, index) => toggle((index + 1) * SPACING_US, (index + 1) % 2));
  const pairsFromUs = (count + 2) * SPACING_US;
  const pairs = GAPS_US.flatMap((gapUs, index) => {
    const atUs = pairsFromUs + index * SPACING_US;
    return [toggle(atUs, 1), toggle(atUs + gapUs, 0)];
  });
  // An odd count leaves the wire high: the pairs begin low.
  const low = toggle(pairsFromUs - SPACING_US, 0);
  const lengthUs = pairsFromUs + (GAPS_US.length + 1) * SPACING_US;
  await station.bench.act({ kind: 'drive', channel, value: 0 });
  await station.bench.load({ steps: [...timed, low, ...pairs], lengthUs });
  const startUs = await station.bench.start();
  await station.pass(lengthUs / 1000 + 10);
  const { edges } = await wholeRecording(station);
  const atUs = edges.filter((edge) => edge.channel === channel).map((edge) => edge.atUs - startUs);
  const latencies = timed.map(({ atUs: wanted }) => {
    const seen = atUs.find((at) => at >= wanted && at < wanted + SPACING_US);
    if (seen === undefined) throw missing(channel, wanted);
    return seen - wanted;
  });
  await station.bench.act({ kind: 'release', channel });
  const { mean, sigma } = spread(latencies);
  const resolution = options.resolution ?? { high: 200 };
  return [
    expectWithin('loopback latency', mean, 'us', options.latency ?? { high: 500 }, {
      uncertainty: sigma,
      samples: latencies,
    }),
    expectWithin('loopback sigma', sigma, 'us', options.sigma ?? { high: 200 }),
    expectWithin('loopback resolution', finestUs(atUs, pairsFromUs), 'us', resolution),
  ];
}

/** The smallest gap of which both edges came, at instants of their own. None: no number. */
function finestUs(atUs: readonly number[], fromUs: number): number {
  const index = GAPS_US.findIndex((_gap, at) => {
    const begin = fromUs + at * SPACING_US;
    const pair = atUs.filter((instant) => instant >= begin && instant < begin + SPACING_US);
    return pair.length === 2 && pair[0] !== pair[1];
  });
  return GAPS_US[index] ?? Number.NaN;
}

function spread(values: readonly number[]): { readonly mean: number; readonly sigma: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sigma: Math.sqrt(square / Math.max(1, values.length - 1)) };
}

function missing(channel: Channel, atUs: number): StationError {
  return new StationError(
    'NO_LOOPBACK',
    `expected an edge on channel ${channel} within ${SPACING_US} µs of ${atUs} µs, seen none`,
  );
}
