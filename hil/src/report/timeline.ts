/** The edges of a recording over bench time, as a picture: a row a wire, with its levels as steps. */
import type { Trace } from '../suite/types.ts';
import { type Html, html } from './html.ts';
import { number, plural } from './words.ts';

const LEFT = 150;
const WIDTH = 1000;
const ROW = 26;
const LEVEL = 16;
/** More rows, or more edges in a row, show nothing to the eye; the recordings beside the report have all. */
const ROWS_MAX = 32;
const EDGES_MAX = 1500;
const TICKS = 6;

type Edge = Trace['edges'][number];

/** Nothing for a trace without edges. */
export function timeline({ edges }: Trace, title: string): Html | undefined {
  if (edges.length === 0) return undefined;
  const sorted = [...edges].sort((one, other) => one.atUs - other.atUs);
  const fromUs = sorted[0]?.atUs ?? 0;
  const spanUs = Math.max(1, (sorted.at(-1)?.atUs ?? fromUs) - fromUs);
  const signals = [...new Set(sorted.map(({ signal }) => signal))].sort();
  const shown = signals.slice(0, ROWS_MAX);
  const x = (atUs: number): number => round(LEFT + ((atUs - fromUs) / spanUs) * (WIDTH - LEFT - 10));
  let cut = signals.length > shown.length;
  const rows = shown.map((signal, row) => {
    const own = sorted.filter((edge) => edge.signal === signal);
    cut ||= own.length > EDGES_MAX;
    const base = (row + 1) * ROW;
    return html`<text x="0" y="${base - 3}">${signal}</text><path class="wire" d="${steps(own.slice(0, EDGES_MAX), x, base)}"/>\n`;
  });
  const height = shown.length * ROW + 30;
  const words = `${title}: ${plural(edges.length, 'edge')} on ${plural(signals.length, 'wire')} in ${number(spanUs / 1000)} ms of bench time`;
  return html`<figure><div class="scroll" tabindex="0" role="group" aria-label="Edges of ${title}"><svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${words}">
${ticks(fromUs, spanUs, height, x)}${rows}</svg></div><figcaption>${words}${cut ? '; not all of them are drawn, the recordings have them' : ''}.</figcaption></figure>`;
}

/** Each level lasts until the next edge, the last one to the right. Levels are scaled to the wire's own. */
function steps(edges: readonly Edge[], x: (atUs: number) => number, base: number): string {
  const values = edges.map(({ value }) => value);
  const low = values.reduce((one, other) => Math.min(one, other), 0);
  const high = values.reduce((one, other) => Math.max(one, other), 1);
  const y = (value: number): number => round(base - 2 - ((value - low) / (high - low)) * LEVEL);
  const parts = edges.map(({ atUs, value }, index) =>
    index === 0 ? `M${x(atUs)} ${y(value)}` : `H${x(atUs)}V${y(value)}`,
  );
  return `${parts.join('')}H${WIDTH - 10}`;
}

function ticks(fromUs: number, spanUs: number, height: number, x: (atUs: number) => number): Html[] {
  return Array.from({ length: TICKS + 1 }, (_, tick) => {
    const atUs = fromUs + (spanUs * tick) / TICKS;
    const anchor = tick === 0 ? 'start' : tick === TICKS ? 'end' : 'middle';
    return html`<path class="tick" d="M${x(atUs)} 4V${height - 24}"/><text x="${x(atUs)}" y="${height - 8}" text-anchor="${anchor}">${number((spanUs * tick) / TICKS / 1000)} ms</text>`;
  });
}

const round = (at: number): number => Math.round(at * 10) / 10;
