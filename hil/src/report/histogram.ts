/** How often a time was measured, as a picture of its own: bars, limits, and the value that was judged. */
import type { Measurement } from '../suite/types.ts';
import { type Html, html } from './html.ts';
import { number } from './words.ts';

const WIDTH = 460;
const HEIGHT = 150;
const BASE = 120;
const TOP = 16;
const BINS = 40;

/** Nothing for a measurement without at least two samples. All coordinates are in the picture's own units. */
export function histogram(measurement: Measurement): Html | undefined {
  const { name, unit, value, low, high } = measurement;
  const samples = (measurement.samples ?? []).filter(Number.isFinite);
  if (samples.length < 2) return undefined;
  const marks = [value, low, high].filter((mark) => mark !== undefined && Number.isFinite(mark)) as number[];
  const least = Math.min(minimum(samples), ...marks);
  const most = Math.max(maximum(samples), ...marks);
  const span = most - least || 1;
  const x = (at: number): number => round(10 + ((at - least) / span) * (WIDTH - 20));
  const counts = new Array<number>(BINS).fill(0);
  for (const sample of samples) {
    const bin = Math.min(BINS - 1, Math.floor(((sample - least) / span) * BINS));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const fullest = maximum(counts);
  const width = (WIDTH - 20) / BINS;
  const bars = counts.flatMap((count, bin) => {
    if (count === 0) return [];
    // Seen also where a single outlier stands beside thousands.
    const tall = Math.max(2, (count / fullest) * (BASE - TOP));
    return [
      html`<rect x="${round(10 + bin * width)}" y="${round(BASE - tall)}" width="${round(width - 1)}" height="${round(tall)}"/>`,
    ];
  });
  const words = `${name}: ${number(samples.length)} samples from ${number(minimum(samples))} to ${number(maximum(samples))} ${unit}${limitWords(measurement)}`;
  return html`<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words}">
<g class="bars">${bars}</g><path class="axis" d="M10 ${BASE}H${WIDTH - 10}"/>
${low === undefined ? undefined : mark(x(low), 'limit')}${high === undefined ? undefined : mark(x(high), 'limit')}${Number.isFinite(value) ? mark(x(value), 'value') : undefined}
<text x="10" y="${HEIGHT - 12}">${number(least)} ${unit}</text><text x="${WIDTH - 10}" y="${HEIGHT - 12}" text-anchor="end">${number(most)} ${unit}</text>
</svg><figcaption>${words}. Dashed: limits. Solid: the value judged.</figcaption></figure>`;
}

const mark = (at: number, kind: string): Html => html`<path class="${kind}" d="M${at} ${TOP - 10}V${BASE}"/>`;

function limitWords({ low, high, unit }: Measurement): string {
  const words = [
    ...(low === undefined ? [] : [`at least ${number(low)} ${unit}`]),
    ...(high === undefined ? [] : [`at most ${number(high)} ${unit}`]),
  ];
  return words.length === 0 ? '' : `; allowed ${words.join(' and ')}`;
}

/** Without arguments by the thousand, which a call does not take. */
const minimum = (values: readonly number[]): number => values.reduce((one, other) => Math.min(one, other));
const maximum = (values: readonly number[]): number => values.reduce((one, other) => Math.max(one, other));
const round = (at: number): number => Math.round(at * 10) / 10;
