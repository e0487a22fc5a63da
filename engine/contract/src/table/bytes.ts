/** Byte writer of the flash table. */

/** Grows byte by byte. Numbers are LEB128; signed ones are folded first (0, -1, 1, -2 ... to 0, 1, 2, 3 ...). */
export class ByteWriter {
  readonly #bytes: number[] = [];

  u8(value: number): void {
    this.#bytes.push(value & 0xff);
  }
  /** Non-negative integer below 2^32. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.#bytes.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.#bytes.push(rest);
  }
  /** 32-bit signed integer. */
  signed(value: number): void {
    this.unsigned(((value << 1) ^ (value >> 31)) >>> 0);
  }
  /** ASCII text of at most 255 bytes, its length first. */
  text(value: string): void {
    this.u8(value.length);
    for (let index = 0; index < value.length; index += 1) this.u8(value.charCodeAt(index));
  }
  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
