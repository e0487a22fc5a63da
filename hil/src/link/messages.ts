/** Generated from schema.ts by tools/generate/link-messages.ts. Do not edit: change the schema, then generate again. */
export const LINK_HASH = 'd92dd5d3769e68ce';

/** Channels of a frame. */
export const CHANNEL = {
  CONTROL: 0,
  STIMULUS: 1,
  CAPTURE: 2,
  /** text */
  LOG: 3,
  /** text */
  CONSOLE: 4,
  /** the MQTT contract's messages */
  BUS: 5,
} as const;

/** Host to board on the control channel. From PROGRAMME on they are for a bench controller, but TIME is for both. */
export const ORDER = {
  /** outside the sequence; nothing but the acknowledgement in its header */
  ACK: 0,
  /** u32 nonce; outside the sequence; answer HELLO */
  OPEN: 1,
  /** u8 clock_mode */
  CLOCK: 2,
  /** bytes; the table of the next boot */
  TABLE: 3,
  /** bytes; the key of the next boot */
  KEY: 4,
  /** u32 reason, u32 now_ms; answer DONE */
  BOOT: 5,
  /** u8 up, u32 now_ms; answer DONE */
  LINK: 6,
  /** u32 now_ms; the instant of the bus messages that follow, when stepped */
  NOW: 7,
  /** u32 now_ms; answer DONE */
  RUN: 8,
  /** slots, pins and serial inputs as new, no fault armed, power off */
  ERASE: 9,
  /** bytes; a raw command; answer MAC */
  MAC: 10,
  /** answer COUNTERS */
  COUNTERS: 11,
  /** u8 fault_kind, u32 count */
  FAULT: 12,
  /** answer STATISTICS */
  STATISTICS: 13,
  /** answer TIMING */
  TIMING: 14,
  /** answer SESSION */
  SESSION: 15,
  /** Programme; begins an upload; its steps follow as STEPS */
  PROGRAMME: 16,
  /** answer ARMED */
  ARM: 17,
  /** answer STARTED; ENDED comes by itself */
  START: 18,
  /** Step; at once, whatever its instant; answer ACTED */
  ACT: 19,
  /** answer LEVELS */
  LEVELS: 20,
  /** answer TIME */
  TIME: 21,
  /** EDGES, LATE and FIRED in any number, then the answer RECORDING with their counts */
  RECORDING: 22,
} as const;

/** Board to host on the control channel. */
export const ANSWER = {
  ACK: 0,
  /** u32 nonce, u32 clock_hz, u32 window_bytes, u32 message_bytes, u32 start_count, u8 clock_mode, text8 board, text8 firmware_version, text8 build_hash, text8 contract_hash, u8 role, text8 chip_serial, text8 git_sha, u8 boot_reason, text8 link_hash, u16 frame_bytes, bytes8 pins: pin n is bits 2 * (n % 4) of byte n / 4; outside the sequence with nonce 0: the board has started */
  HELLO: 1,
  /** u32 delay_ms; all ones: never; a step has ended */
  DONE: 2,
  /** bytes; 32 bytes, or none */
  MAC: 3,
  /** u32 for each reason code */
  COUNTERS: 4,
  /** u32 for each of struct Statistics */
  STATISTICS: 5,
  /** u64 received_us, u64 sent_us; the last byte of the last bus message; the last of the first published then */
  TIMING: 6,
  /** will topic, NUL, will payload, NUL, filters separated by NUL */
  SESSION: 7,
  /** u8 problem */
  ARMED: 8,
  /** Started */
  STARTED: 9,
  /** u8 problem */
  ACTED: 10,
  /** i32 for each channel from 0 */
  LEVELS: 11,
  /** u64 now_us */
  TIME: 12,
  /** RecordingHeader */
  RECORDING: 13,
} as const;

/** What a board is on its bench. */
export const ROLE = {
  DUT: 0,
  BENCH: 1,
} as const;

/** What a board does with a pin, as it sees it; of a bench controller with a channel. */
export const PIN_USE = {
  UNUSED: 0,
  INPUT: 1,
  OUTPUT: 2,
  BOTH: 3,
} as const;

/** Who says the time. */
export const CLOCK_MODE = {
  FREE: 0,
  STEPPED: 1,
} as const;

/** Faults of storage that a host plants in a board. */
export const FAULT_KIND = {
  /** the next `count` store writes are refused */
  FAIL_WRITES: 0,
  /** power goes in the middle of the count-th store write, and the slot is torn */
  TEAR_SLOT: 1,
  /** power goes after `count` more bytes have reached the flash */
  CUT_FLASH: 2,
} as const;

/** Why a bench controller did not do as ordered. */
export const PROBLEM = {
  NONE: 0,
  /** a step of an unknown kind, fault, channel or length */
  INVALID: 1,
  /** more steps than it has room for */
  TOO_LONG: 2,
  /** a step before the one before it, or beyond the length */
  UNSORTED: 3,
  /** fewer or more steps than announced */
  INCOMPLETE: 4,
  /** a programme is running */
  RUNNING: 5,
  NOT_ARMED: 6,
  /** no programme has ended since the last was armed */
  NOT_ENDED: 7,
} as const;

/** What a step does. */
export const STEP_KIND = {
  /** a: the value */
  DRIVE: 1,
  RELEASE: 2,
  /** fault: how many, at most 8; a, b: the bytes, first to last */
  BYTES: 3,
  /** fault, a, b: the wire fault */
  FAULT: 4,
  HEAL: 5,
  /** a: 1 on, 0 off */
  POWER: 6,
} as const;

/** Faults of a wire; a and b as in hil/src/bench/types.ts. */
export const WIRE_FAULT = {
  NONE: 0,
  OPEN: 1,
  SHORT: 2,
  /** a: the level */
  STUCK: 3,
  /** a: changes, b: us apart */
  BOUNCE: 4,
  /** a: the other channel */
  SWAP: 5,
  /** a: added */
  OFFSET: 6,
  /** a: either way at most, b: us */
  NOISE: 7,
  /** a: more every b us */
  DRIFT: 8,
} as const;

/** Host to board on the stimulus channel. */
export const STIMULUS = {
  /** u8 pin, i32 value */
  PIN: 1,
  /** u8 pin, bytes */
  BYTES: 2,
  /** Step, any number; to a bench controller */
  STEPS: 3,
} as const;

/** Board to host on the capture channel. WRITE to STORE: effects of the HAL, the frame's time is the effect's. */
export const CAPTURE = {
  /** u8 pin, i32 value */
  WRITE: 1,
  /** u8 pin, i32 low, i32 high */
  WATCH: 2,
  /** u8 pin, i32 steps, i32 rate, i32 accel */
  RAMP: 3,
  /** u8 pin, i32 effect, i32 color, i32 brightness, i32 lit */
  STRIP: 4,
  /** u8 pin, i32 index, i32 color */
  PIXEL: 5,
  /** u8 slot, u8 stored, bytes */
  STORE: 6,
  /** Edge, any number; of a bench controller, in the order of their instants */
  EDGES: 7,
  /** u32 us, any number; how late each step was, in their order */
  LATE: 8,
  /** Fired, any number */
  FIRED: 9,
  /** u64 end_us; by itself: the programme has ended */
  ENDED: 10,
} as const;

/** Type of everything on the log and console channels. */
export const TEXT = 1;

/** Type of everything on the bus channel, both ways. */
export const MESSAGE = 1;

/** Bit of the type. */
export const MORE = 128;
