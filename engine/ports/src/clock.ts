/** Time, as the shell sees it. The pure packages are given instants as numbers and never see this. */

/** A monotonic clock with alarms. Instants are integer microseconds from an arbitrary start and never fall. */
export interface Clock {
  nowUs(): number;
  /**
   * Calls `wake` once, at or as soon as possible after `atUs`; at once (but not before returning) when that is past.
   * The returned function cancels; after it no call comes.
   */
  alarm(atUs: number, wake: () => void): () => void;
}
