/** What is said over the link: the numbers of firmware/link/messages.h, which a test compares with these. */

export const CHANNEL = { CONTROL: 0, STIMULUS: 1, CAPTURE: 2, LOG: 3, CONSOLE: 4, BUS: 5 } as const;
/** Bit of a frame's type: the message goes on in the next frame of the sequence. */
export const MORE = 0x80;
/** Host to board on the control channel. */
export const ORDER = {
  ACK: 0,
  OPEN: 1,
  CLOCK: 2,
  TABLE: 3,
  KEY: 4,
  BOOT: 5,
  LINK: 6,
  NOW: 7,
  RUN: 8,
  ERASE: 9,
  MAC: 10,
  COUNTERS: 11,
  FAULT: 12,
  STATISTICS: 13,
  TIMING: 14,
  SESSION: 15,
} as const;
/** Board to host on the control channel. */
export const ANSWER = {
  ACK: 0,
  HELLO: 1,
  DONE: 2,
  MAC: 3,
  COUNTERS: 4,
  STATISTICS: 5,
  TIMING: 6,
  SESSION: 7,
} as const;
export const CLOCK_MODE = { FREE: 0, STEPPED: 1 } as const;
export const FAULT_KIND = { FAIL_WRITES: 0, TEAR_SLOT: 1, CUT_FLASH: 2 } as const;
export const STIMULUS = { PIN: 1, BYTES: 2 } as const;
export const CAPTURE = { WRITE: 1, WATCH: 2, RAMP: 3, STRIP: 4, PIXEL: 5, STORE: 6 } as const;
/** Type of everything on the log and console channels. */
export const TEXT = 1;
/** Type of everything on the bus channel. */
export const MESSAGE = 1;
/** A delay that means never. */
export const NEVER_MS = 0xffffffff;

/** A whole message, put together from its frames. */
export interface LinkMessage {
  readonly channel: number;
  readonly type: number;
  readonly payload: Uint8Array;
  /** Device time of its last frame in µs. */
  readonly timeUs: number;
}
