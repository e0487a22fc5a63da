/** A line to a board, whatever it runs over. */
export interface Stream {
  write(bytes: Uint8Array): void;
  /** Chunks of any size from now on. Who listens last has the line: a new session takes it over from the one before. */
  onData(listener: (chunk: Uint8Array) => void): void;
  /** Called once, with the reason, when nothing more will come; at once when that is so already. */
  onEnd(listener: (reason: string) => void): void;
}

/** A stream that this side has opened, and closes. */
export interface Line extends Stream {
  /** Idempotent. The end of the stream is told as one. */
  close(): Promise<void>;
}

/** The listeners of a line, for those who make one: one for data, any number for the end. */
export class LineListeners {
  #data: (chunk: Uint8Array) => void = () => {};
  readonly #ends: ((reason: string) => void)[] = [];
  #reason: string | undefined;

  get ended(): boolean {
    return this.#reason !== undefined;
  }
  onData(listener: (chunk: Uint8Array) => void): void {
    this.#data = listener;
  }
  onEnd(listener: (reason: string) => void): void {
    if (this.#reason === undefined) this.#ends.push(listener);
    else listener(this.#reason);
  }
  data(chunk: Uint8Array): void {
    if (!this.ended) this.#data(chunk);
  }
  /** The first reason counts. */
  end(reason: string): void {
    if (this.ended) return;
    this.#reason = reason;
    for (const listener of this.#ends.splice(0)) listener(reason);
  }
}
