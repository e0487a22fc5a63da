/** A whole message, put together from its frames. */
export interface LinkMessage {
  readonly channel: number;
  readonly type: number;
  readonly payload: Uint8Array;
  /** Device time of its last frame in µs. */
  readonly timeUs: number;
}
