/** Bytes that a serial input keeps until the firmware takes them: the receive buffer of its UART. */
export const QUEUE_BYTES = 64;

/** First in, first out; beyond 64 the newest are dropped. */
export class ByteQueue {
  count = 0;
  readonly #bytes = new Uint8Array(QUEUE_BYTES);
  #first = 0;

  push(byte: number): void {
    if (this.count === QUEUE_BYTES) return;
    this.#bytes[(this.#first + this.count) % QUEUE_BYTES] = byte;
    this.count += 1;
  }

  /** The oldest byte, taken out; -1 when there is none. */
  take(): number {
    if (this.count === 0) return -1;
    const byte = this.#bytes[this.#first] ?? 0;
    this.#first = (this.#first + 1) % QUEUE_BYTES;
    this.count -= 1;
    return byte;
  }

  clear(): void {
    this.count = 0;
  }
}
