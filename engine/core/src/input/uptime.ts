/** Where a payload tells the uptime of its sender: nearly every message differs from the one before it there alone. */

const KEY = '"uptime_ms":';
const ZERO = 48;
const NINE = 57;

/** Where the digits of the first uptime begin; -1 when there is none. Searched from `from`. */
export function uptimeStart(payload: string, from = 0): number {
  const key = payload.indexOf(KEY, from);
  return key < 0 ? -1 : key + KEY.length;
}

/** Where the digits that begin at `start` end. */
export function digitsEnd(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code < ZERO || code > NINE) return end;
  }
  return end;
}
