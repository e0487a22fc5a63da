/** UTF-8 in plain arithmetic: the pure packages have no TextEncoder, and a bad byte must be an answer, not a substitute. */

/** Bytes that `text` takes in UTF-8; a lone surrogate counts as U+FFFD. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (isLeadSurrogate(unit) && isTrailSurrogate(text.charCodeAt(at + 1))) {
      length += 2;
      at += 1;
    } else length += 2;
  }
  return length;
}

/**
 * Writes `text` into `out` from index `from` on and returns the index after the last byte. A lone surrogate becomes U+FFFD.
 * `out` must have room for 3 bytes a UTF-16 unit, or for `utf8Length(text)`.
 */
export function writeUtf8(text: string, out: Uint8Array, from: number): number {
  let to = from;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code < 0x80) {
      out[to++] = code;
      continue;
    }
    if (code < 0x800) {
      out[to++] = 0xc0 | (code >> 6);
      out[to++] = 0x80 | (code & 0x3f);
      continue;
    }
    if (code >= 0xd800 && code < 0xe000) {
      const trail = text.charCodeAt(at + 1);
      if (isLeadSurrogate(code) && isTrailSurrogate(trail)) {
        code = 0x10000 + ((code - 0xd800) << 10) + (trail - 0xdc00);
        at += 1;
        out[to++] = 0xf0 | (code >> 18);
        out[to++] = 0x80 | ((code >> 12) & 0x3f);
        out[to++] = 0x80 | ((code >> 6) & 0x3f);
        out[to++] = 0x80 | (code & 0x3f);
        continue;
      }
      code = 0xfffd;
    }
    out[to++] = 0xe0 | (code >> 12);
    out[to++] = 0x80 | ((code >> 6) & 0x3f);
    out[to++] = 0x80 | (code & 0x3f);
  }
  return to;
}

/** `text` as UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  const out = new Uint8Array(utf8Length(text));
  writeUtf8(text, out, 0);
  return out;
}

/** Bytes `start` to `end` as text, or null when they are not UTF-8 (overlong, surrogate, above U+10FFFF, cut off). */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string | null {
  let text = '';
  let at = start;
  while (at < end) {
    const ascii = asciiEnd(bytes, at, Math.min(end, at + CHUNK));
    if (ascii > at) text += String.fromCharCode.apply(null, bytes.subarray(at, ascii) as unknown as number[]);
    at = ascii;
    if (at >= end || (bytes[at] ?? 0) < 0x80) continue;
    const code = codePointAt(bytes, at, end);
    if (code < 0) return null;
    at += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    text += String.fromCodePoint(code);
  }
  return text;
}

/** Arguments of one call, far below every engine's limit. */
const CHUNK = 2048;

/** Index of the first byte from `at` on that is not ASCII, or `end`. */
function asciiEnd(bytes: Uint8Array, at: number, end: number): number {
  let index = at;
  while (index < end && (bytes[index] ?? 0) < 0x80) index += 1;
  return index;
}

/** The code point that starts at `at`, or -1 when the bytes there are not UTF-8. */
function codePointAt(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > end) return -1;
  let code = first & (0x7f >> length);
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  if (length === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) return -1;
  if (length === 4 && (code < 0x10000 || code > 0x10ffff)) return -1;
  return code;
}

/** First half of a surrogate pair. */
export function isLeadSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
/** Second half of a surrogate pair. */
export function isTrailSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
