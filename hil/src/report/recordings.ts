/** Recordings of wires for other programs: CSV for spreadsheets, VCD for wave viewers. */
import type { Trace } from '../suite/types.ts';

/** One line an edge, bench time in µs; RFC 4180. */
export function edgesCsv({ edges }: Trace): string {
  const lines = inOrder(edges).map(({ atUs, signal, value }) => [atUs, field(signal), value].join(','));
  return ['at_us,signal,value', ...lines, ''].join('\r\n');
}

/** One line a message of the DUT, its own time in µs. */
export function messagesCsv({ messages }: Trace): string {
  const lines = messages.map(({ atUs, topic, payload }) => [atUs, field(topic), field(payload)].join(','));
  return ['at_us,topic,payload', ...lines, ''].join('\r\n');
}

/** A spreadsheet computes what begins with one of `=+-@`; a quote before it makes it text. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Value Change Dump (IEEE 1364) with a timescale of 1 µs. Wires of 0 and 1 alone are bits, others 32-bit integers. */
export function edgesVcd({ edges }: Trace, module: string): string {
  const sorted = inOrder(edges);
  const signals = [...new Set(sorted.map(({ signal }) => signal))].sort();
  const wires = new Map(
    signals.map((signal, index) => {
      const bit = sorted.every((edge) => edge.signal !== signal || edge.value === 0 || edge.value === 1);
      return [signal, { code: codeOf(index), bit }];
    }),
  );
  const lines = ['$timescale 1 us $end', `$scope module ${word(module)} $end`];
  for (const [signal, { code, bit }] of wires) {
    lines.push(`$var ${bit ? 'wire 1' : 'integer 32'} ${code} ${word(signal)} $end`);
  }
  lines.push('$upscope $end', '$enddefinitions $end', '$dumpvars');
  // Nobody knows a level before its first edge.
  for (const { code, bit } of wires.values()) lines.push(bit ? `x${code}` : `bx ${code}`);
  lines.push('$end');
  let atUs: number | undefined;
  for (const edge of sorted) {
    const wire = wires.get(edge.signal);
    if (wire === undefined) continue;
    const wholeUs = Math.round(edge.atUs);
    if (wholeUs !== atUs) lines.push(`#${wholeUs}`);
    atUs = wholeUs;
    lines.push(wire.bit ? `${edge.value}${wire.code}` : `b${(edge.value >>> 0).toString(2)} ${wire.code}`);
  }
  return `${lines.join('\n')}\n`;
}

const inOrder = <T extends { readonly atUs: number }>(items: readonly T[]): T[] =>
  [...items].sort((one, other) => one.atUs - other.atUs);

/** Printable characters, 94 to a place. */
function codeOf(index: number): string {
  const here = String.fromCharCode(33 + (index % 94));
  return index < 94 ? here : here + codeOf(Math.floor(index / 94) - 1);
}

/** A VCD name ends at a space. */
const word = (text: string): string => text.replace(/\s+/g, '_') || '_';
