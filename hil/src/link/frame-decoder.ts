/** Takes a stream in chunks of any size and gives frames. Whatever comes, it is in step again after the next 0x00. */
import { decodeFrame, FRAME_FAULTS, type Frame, type FrameFault } from './frame.ts';
import { LINK_LIMITS } from './limits.ts';

export class FrameDecoder {
  /** How often bytes were no frame, by reason. */
  readonly faults: Record<FrameFault, number> = { NONE: 0, COBS: 0, SHORT: 0, LONG: 0, CRC: 0, VERSION: 0 };
  readonly #onFrame: (frame: Frame) => void;
  readonly #bytes = new Uint8Array(LINK_LIMITS.rawBytes + 2);
  #used = 0;

  /** `onFrame` gets each frame; its payload is the receiver's to keep. */
  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  /** Frames refused so far, of all reasons. */
  get refused(): number {
    return FRAME_FAULTS.reduce((sum, fault) => sum + this.faults[fault], 0);
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    while (from < chunk.length) {
      const zero = chunk.indexOf(0, from);
      this.#keep(chunk.subarray(from, zero < 0 ? chunk.length : zero));
      if (zero < 0) return;
      this.#end();
      from = zero + 1;
    }
  }

  /** One byte more than fits marks what is too long; the rest is not kept. */
  #keep(part: Uint8Array): void {
    const some = part.subarray(0, this.#bytes.length - this.#used);
    this.#bytes.set(some, this.#used);
    this.#used += some.length;
  }

  #end(): void {
    if (this.#used === 0) return;
    const decoded = decodeFrame(this.#bytes.slice(0, this.#used));
    this.#used = 0;
    if (typeof decoded === 'string') this.faults[decoded] += 1;
    else this.#onFrame(decoded);
  }
}
