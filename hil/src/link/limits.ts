/** Limits of the serial link, with their reasons. The board's are in firmware/link/link.h. */
export const LINK_LIMITS = {
  /** Header, payload and CRC of a frame: one block of COBS, so that the encoded frame is two bytes longer. */
  rawBytes: 253,
  headerBytes: 15,
  crcBytes: 4,
  /** Window until HELLO tells the board's own: the smallest that any board may have. */
  firstWindowBytes: 64,
  /** A message in pieces: the board's session text, and twice that. */
  messageBytes: 8192,
  /** Frames not acknowledged for so long are sent again, in ms of this machine. */
  repeatMs: 500,
  /** Repeats without any progress after which the board counts as gone: more than a loaded machine ever needs. */
  repeatsMax: 20,
  /**
   * A gap that so many repeats of the board have not closed, in as many repeat times, stays: the board has needed the
   * frame's room. Both must be: a machine at work may be late, a line may double what it carries.
   */
  gapRepeatsMax: 20,
  /** Longest that an answer may take, in ms: a step of a loaded emulator takes a few hundred. */
  answerMs: 30_000,
  /** Bytes taken after which an acknowledgement goes out at once: the board keeps 16 kB for repeats. */
  acknowledgeBytes: 4096,
  /** Longest that an acknowledgement waits for a frame to travel on, in ms. */
  acknowledgeMs: 20,
} as const;
