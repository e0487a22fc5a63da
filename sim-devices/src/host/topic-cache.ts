import { utf8Decoder } from '../platform.ts';

/** A controller's topics are few and fixed; more than this is taken as a flood and decoded each time. */
const ENTRIES_MAX = 512;

/** Bytes that the hash looks at, spread over the topic; the comparison looks at all. */
const SAMPLES = 16;

/** Topics as strings, decoded once: firmware sends the same bytes again and again, most often those of its last one. */
export class TopicCache {
  readonly #known = new Map<number, string[]>();
  #last = '';
  #count = 0;

  /** The text of `bytes[start, start + length)`. */
  text(bytes: Uint8Array, start: number, length: number): string {
    if (same(this.#last, bytes, start, length)) return this.#last;
    const hash = sampled(bytes, start, length);
    const bucket = this.#known.get(hash);
    if (bucket !== undefined) {
      for (let index = 0; index < bucket.length; index += 1) {
        const known = bucket[index] ?? '';
        if (!same(known, bytes, start, length)) continue;
        this.#last = known;
        return known;
      }
    }
    const text = utf8Decoder.decode(bytes.subarray(start, start + length));
    if (this.#count < ENTRIES_MAX) {
      this.#count += 1;
      if (bucket === undefined) this.#known.set(hash, [text]);
      else bucket.push(text);
    }
    return text;
  }
}

function sampled(bytes: Uint8Array, start: number, length: number): number {
  const stride = 1 + Math.floor(length / SAMPLES);
  let hash = length;
  for (let index = start; index < start + length; index += stride) {
    hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  }
  return hash;
}

/** Whether the text is plain ASCII and is these bytes. */
function same(text: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let index = 0; index < length; index += 1) if (text.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}
