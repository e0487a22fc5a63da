/** Little-endian fields of payloads. */
import { LinkError } from './errors.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A byte, 16 bits, 32 bits (signed ones wrap), 64 bits of an exact integer up to 2^53, or bytes as they are. */
export type Field =
  | { readonly byte: number }
  | { readonly half: number }
  | { readonly word: number }
  | { readonly long: number }
  | Uint8Array;

/** Fields one after the other. */
export function pack(...fields: readonly Field[]): Uint8Array {
  const bytes: number[] = [];
  for (const field of fields) {
    if (field instanceof Uint8Array) bytes.push(...field);
    else if ('byte' in field) bytes.push(field.byte & 0xff);
    else if ('half' in field) bytes.push(field.half & 0xff, (field.half >>> 8) & 0xff);
    else if ('word' in field) pushWord(bytes, field.word);
    else {
      pushWord(bytes, field.long % 2 ** 32);
      pushWord(bytes, Math.floor(field.long / 2 ** 32));
    }
  }
  return Uint8Array.from(bytes);
}

function pushWord(bytes: number[], word: number): void {
  for (let shift = 0; shift < 32; shift += 8) bytes.push((word >>> shift) & 0xff);
}

/** Reads fields forward; throws LINK_PROTOCOL beyond the end. */
export class PayloadReader {
  readonly #bytes: Uint8Array;
  readonly #what: string;
  #at = 0;

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }
  get left(): number {
    return this.#bytes.length - this.#at;
  }
  bytes(count: number): Uint8Array {
    if (count > this.left) {
      throw new LinkError('LINK_PROTOCOL', `${this.#what}: expected ${count} bytes more, seen ${this.left}`);
    }
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }
  byte(): number {
    return this.bytes(1)[0] ?? 0;
  }
  half(): number {
    const [a = 0, b = 0] = this.bytes(2);
    return a | (b << 8);
  }
  word(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.bytes(4);
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }
  signed(): number {
    return this.word() | 0;
  }
  /** An unsigned 64-bit number; exact up to 2^53. */
  long(): number {
    const low = this.word();
    return low + this.word() * 2 ** 32;
  }
  /** A byte with the length, then the text. */
  text(): string {
    return decoder.decode(this.bytes(this.byte()));
  }
  rest(): Uint8Array {
    return this.bytes(this.left);
  }
}

export const utf8 = (text: string): Uint8Array => encoder.encode(text);
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);
