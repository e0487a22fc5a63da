/**
 * The rolling hash of a run: two independent 32-bit lanes over numbers and strings. Not cryptographic: it tells two
 * runs apart, cheaply, on every platform alike (integer multiplication only).
 */

const SEED_A = 0x9e3779b9 | 0;
const SEED_B = 0x85ebca6b | 0;
const MULTIPLIER_A = 0x01000193;
const MULTIPLIER_B = 0x5bd1e995;
const WORD = 4294967296;

/** What a text adds to a hash: of the text alone, so that one that recurs is worked out once. */
export interface TextPrint {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** The print of `text`, or of its units from `start` up to `end`. */
export function printOf(text: string, start = 0, end = text.length): TextPrint {
  let a = SEED_A;
  let b = SEED_B;
  const length = end - start;
  const even = end - (length & 1);
  // Two UTF-16 units make one word: half as many steps of a chain in which each waits for the one before.
  for (let index = start; index < even; index += 2) {
    const word = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
    a = Math.imul(a ^ word, MULTIPLIER_A) ^ (word >>> 16);
    b = Math.imul(b ^ (b >>> 15) ^ word, MULTIPLIER_B);
  }
  if (even < end) {
    const unit = text.charCodeAt(even);
    a = Math.imul(a ^ unit, MULTIPLIER_A);
    b = Math.imul(b ^ (b >>> 15) ^ unit, MULTIPLIER_B);
  }
  return { a, b, length };
}

export class RollingHash {
  #a = SEED_A;
  #b = SEED_B;

  /** Mixes in an integer of up to 53 bits. */
  number(value: number): void {
    this.#mix(value | 0);
    this.#mix(Math.floor(value / WORD) | 0);
  }

  /** Mixes in a text, with its length so that neighbouring texts cannot run into one another. */
  text(value: string): void {
    this.print(printOf(value));
  }

  /** Mixes in a text by its print. */
  print({ a, b, length }: TextPrint): void {
    this.#a = Math.imul(this.#a ^ a, MULTIPLIER_A) ^ (a >>> 16);
    this.#b = Math.imul(this.#b ^ (this.#b >>> 15) ^ b, MULTIPLIER_B);
    this.#mix(length);
  }

  /** 16 lower-case hex digits. */
  digest(): string {
    return hex(this.#a) + hex(this.#b);
  }

  save(): [number, number] {
    return [this.#a, this.#b];
  }

  load(lanes: readonly [number, number]): void {
    this.#a = lanes[0] | 0;
    this.#b = lanes[1] | 0;
  }

  #mix(word: number): void {
    this.#a = Math.imul(this.#a ^ word, MULTIPLIER_A) ^ (word >>> 16);
    this.#b = Math.imul(this.#b ^ (this.#b >>> 15) ^ word, MULTIPLIER_B);
  }
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}
