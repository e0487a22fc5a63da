/** SLIP: packets between two 0xC0. */
const END = 0xc0;
const ESCAPE = 0xdb;
const ESCAPED_END = 0xdc;
const ESCAPED_ESCAPE = 0xdd;

export function slipEncode(packet: Uint8Array): Uint8Array {
  const out = [END];
  for (const byte of packet) {
    if (byte === END) out.push(ESCAPE, ESCAPED_END);
    else if (byte === ESCAPE) out.push(ESCAPE, ESCAPED_ESCAPE);
    else out.push(byte);
  }
  return Uint8Array.from([...out, END]);
}

/** Takes a stream in chunks of any size and gives packets; empty ones are none. */
export class SlipDecoder {
  #bytes: number[] = [];
  #escaped = false;

  push(chunk: Uint8Array): readonly Uint8Array[] {
    const packets: Uint8Array[] = [];
    for (const byte of chunk) {
      if (byte === END) {
        if (this.#bytes.length > 0) packets.push(Uint8Array.from(this.#bytes));
        this.#bytes = [];
        this.#escaped = false;
      } else if (this.#escaped) {
        this.#bytes.push(byte === ESCAPED_END ? END : ESCAPE);
        this.#escaped = false;
      } else if (byte === ESCAPE) this.#escaped = true;
      else this.#bytes.push(byte);
    }
    return packets;
  }
}
