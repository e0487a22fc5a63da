import { utf8Decoder } from '../platform.ts';

/** A controller's topics are few and fixed; more than this is taken as a flood and decoded each time. */
const ENTRIES_MAX = 512;

/** Topics as strings, decoded once: firmware sends the same bytes again and again. */
export class TopicCache {
  readonly #known = new Map<number, string>();

  /** The text of `bytes[start, start + length)`. */
  text(bytes: Uint8Array, start: number, length: number): string {
    let hash = length;
    for (let index = start; index < start + length; index += 1)
      hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
    const known = this.#known.get(hash);
    if (known !== undefined && same(known, bytes, start, length)) return known;
    const text = utf8Decoder.decode(bytes.subarray(start, start + length));
    if (this.#known.size < ENTRIES_MAX) this.#known.set(hash, text);
    return text;
  }
}

/** Whether the text is plain ASCII and is these bytes. */
function same(text: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let index = 0; index < length; index += 1) if (text.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}
