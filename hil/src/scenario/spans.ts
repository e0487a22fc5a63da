/** Spans of time as people write them, with their unit: `500ms`, `1.5s`. */

const UNITS_US: Readonly<Record<string, number>> = { us: 1, ms: 1000, s: 1_000_000, min: 60_000_000 };
const SPAN = String.raw`\d+(\.\d+)?(us|ms|s|min)`;

/** One span; and one span, or two of which a number between them is drawn. */
export const SPAN_PATTERN = `^${SPAN}$`;
export const SPAN_RANGE_PATTERN = String.raw`^${SPAN}(\.\.${SPAN})?$`;

/** Whole µs. The text fits SPAN_PATTERN. */
export function spanUs(text: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)(\D+)$/.exec(text) ?? [];
  return Math.round(Number(number) * (UNITS_US[unit] ?? Number.NaN));
}

/** Least and most; equal where there is one span. The text fits SPAN_RANGE_PATTERN. */
export function spanRangeUs(text: string): readonly [leastUs: number, mostUs: number] {
  const [least = '', most = least] = text.split('..');
  return [spanUs(least), spanUs(most)];
}
