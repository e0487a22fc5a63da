/**
 * What is said over the link, for both sides: `npm run generate` makes `messages.ts` and `firmware/link/messages.h` of it,
 * with one hash in both. Numbers and payloads are hashed; notes are for the reader and are not.
 *
 * Payloads are little-endian: `u8 pin` and the like are fields, a capital name is a fixed record of below, `text8` and
 * `bytes8` are a byte with the length and then that many bytes.
 */

/** A number with what comes with it. */
export interface SchemaEntry {
  readonly code: number;
  /** Layout of the payload; none: the payload is empty, or the number stands for itself. */
  readonly payload?: string;
  readonly note?: string;
}
export interface SchemaGroup {
  readonly note: string;
  readonly entries: Readonly<Record<string, SchemaEntry>>;
}
/** Width of a field of a fixed record. `u64` is exact up to 2^53 on the host. */
export const FIELD_BYTES = { u8: 1, u16: 2, u32: 4, i32: 4, u64: 8 } as const;
export type FieldType = keyof typeof FIELD_BYTES;
export interface SchemaRecord {
  readonly note: string;
  readonly fields: Readonly<Record<string, FieldType>>;
}
export interface LinkSchema {
  readonly groups: Readonly<Record<string, SchemaGroup>>;
  readonly records: Readonly<Record<string, SchemaRecord>>;
}

const CHANNELS: SchemaGroup = {
  note: 'Channels of a frame.',
  entries: {
    CONTROL: { code: 0 },
    STIMULUS: { code: 1 },
    CAPTURE: { code: 2 },
    LOG: { code: 3, note: 'text' },
    CONSOLE: { code: 4, note: 'text' },
    BUS: { code: 5, note: "the MQTT contract's messages" },
  },
};

const ORDERS: SchemaGroup = {
  note: 'Host to board on the control channel. From PROGRAMME on they are for a bench controller, but TIME is for both.',
  entries: {
    ACK: { code: 0, note: 'outside the sequence; nothing but the acknowledgement in its header' },
    OPEN: { code: 1, payload: 'u32 nonce', note: 'outside the sequence; answer HELLO' },
    CLOCK: { code: 2, payload: 'u8 clock_mode' },
    TABLE: { code: 3, payload: 'bytes', note: 'the table of the next boot' },
    KEY: { code: 4, payload: 'bytes', note: 'the key of the next boot' },
    BOOT: { code: 5, payload: 'u32 reason, u32 now_ms', note: 'answer DONE' },
    LINK: { code: 6, payload: 'u8 up, u32 now_ms', note: 'answer DONE' },
    NOW: { code: 7, payload: 'u32 now_ms', note: 'the instant of the bus messages that follow, when stepped' },
    RUN: { code: 8, payload: 'u32 now_ms', note: 'answer DONE' },
    ERASE: { code: 9, note: 'slots, pins and serial inputs as new, no fault armed, power off' },
    MAC: { code: 10, payload: 'bytes', note: 'a raw command; answer MAC' },
    COUNTERS: { code: 11, note: 'answer COUNTERS' },
    FAULT: { code: 12, payload: 'u8 fault_kind, u32 count' },
    STATISTICS: { code: 13, note: 'answer STATISTICS' },
    TIMING: { code: 14, note: 'answer TIMING' },
    SESSION: { code: 15, note: 'answer SESSION' },
    PROGRAMME: { code: 16, payload: 'Programme', note: 'begins an upload; its steps follow as STEPS' },
    ARM: { code: 17, note: 'answer ARMED' },
    START: { code: 18, note: 'answer STARTED; ENDED comes by itself' },
    ACT: { code: 19, payload: 'Step', note: 'at once, whatever its instant; answer ACTED' },
    LEVELS: { code: 20, note: 'answer LEVELS' },
    TIME: { code: 21, note: 'answer TIME' },
    RECORDING: { code: 22, note: 'EDGES, LATE and FIRED in any number, then the answer RECORDING with their counts' },
  },
};

const ANSWERS: SchemaGroup = {
  note: 'Board to host on the control channel.',
  entries: {
    ACK: { code: 0 },
    HELLO: {
      code: 1,
      payload:
        'u32 nonce, u32 clock_hz, u32 window_bytes, u32 message_bytes, u32 start_count, u8 clock_mode, text8 board, ' +
        'text8 firmware_version, text8 build_hash, text8 contract_hash, u8 role, text8 chip_serial, text8 git_sha, ' +
        'u8 boot_reason, text8 link_hash, u16 frame_bytes, bytes8 pins: pin n is bits 2 * (n % 4) of byte n / 4',
      note: 'outside the sequence with nonce 0: the board has started',
    },
    DONE: { code: 2, payload: 'u32 delay_ms', note: 'all ones: never; a step has ended' },
    MAC: { code: 3, payload: 'bytes', note: '32 bytes, or none' },
    COUNTERS: { code: 4, payload: 'u32 for each reason code' },
    STATISTICS: { code: 5, payload: 'u32 for each of struct Statistics' },
    TIMING: {
      code: 6,
      payload: 'u64 received_us, u64 sent_us',
      note: 'the last byte of the last bus message; the last of the first published then',
    },
    SESSION: { code: 7, payload: 'will topic, NUL, will payload, NUL, filters separated by NUL' },
    ARMED: { code: 8, payload: 'u8 problem' },
    STARTED: { code: 9, payload: 'Started' },
    ACTED: { code: 10, payload: 'u8 problem' },
    LEVELS: { code: 11, payload: 'i32 for each channel from 0' },
    TIME: { code: 12, payload: 'u64 now_us' },
    RECORDING: { code: 13, payload: 'RecordingHeader' },
  },
};

/** Numbers that payloads hold. */
const WORDS: Readonly<Record<string, SchemaGroup>> = {
  role: { note: 'What a board is on its bench.', entries: { DUT: { code: 0 }, BENCH: { code: 1 } } },
  pin_use: {
    note: 'What a board does with a pin, as it sees it; of a bench controller with a channel.',
    entries: { UNUSED: { code: 0 }, INPUT: { code: 1 }, OUTPUT: { code: 2 }, BOTH: { code: 3 } },
  },
  clock_mode: { note: 'Who says the time.', entries: { FREE: { code: 0 }, STEPPED: { code: 1 } } },
  fault_kind: {
    note: 'Faults of storage that a host plants in a board.',
    entries: {
      FAIL_WRITES: { code: 0, note: 'the next `count` store writes are refused' },
      TEAR_SLOT: { code: 1, note: 'power goes in the middle of the count-th store write, and the slot is torn' },
      CUT_FLASH: { code: 2, note: 'power goes after `count` more bytes have reached the flash' },
    },
  },
  problem: {
    note: 'Why a bench controller did not do as ordered.',
    entries: {
      NONE: { code: 0 },
      INVALID: { code: 1, note: 'a step of an unknown kind, fault, channel or length' },
      TOO_LONG: { code: 2, note: 'more steps than it has room for' },
      UNSORTED: { code: 3, note: 'a step before the one before it, or beyond the length' },
      INCOMPLETE: { code: 4, note: 'fewer or more steps than announced' },
      RUNNING: { code: 5, note: 'a programme is running' },
      NOT_ARMED: { code: 6 },
      NOT_ENDED: { code: 7, note: 'no programme has ended since the last was armed' },
    },
  },
  step_kind: {
    note: 'What a step does.',
    entries: {
      DRIVE: { code: 1, note: 'a: the value' },
      RELEASE: { code: 2 },
      BYTES: { code: 3, note: 'fault: how many, at most 8; a, b: the bytes, first to last' },
      FAULT: { code: 4, note: 'fault, a, b: the wire fault' },
      HEAL: { code: 5 },
      POWER: { code: 6, note: 'a: 1 on, 0 off' },
    },
  },
  wire_fault: {
    note: 'Faults of a wire; a and b as in hil/src/bench/types.ts.',
    entries: {
      NONE: { code: 0 },
      OPEN: { code: 1 },
      SHORT: { code: 2 },
      STUCK: { code: 3, note: 'a: the level' },
      BOUNCE: { code: 4, note: 'a: changes, b: us apart' },
      SWAP: { code: 5, note: 'a: the other channel' },
      OFFSET: { code: 6, note: 'a: added' },
      NOISE: { code: 7, note: 'a: either way at most, b: us' },
      DRIFT: { code: 8, note: 'a: more every b us' },
    },
  },
};

export const LINK_SCHEMA: LinkSchema = {
  groups: {
    channel: CHANNELS,
    order: ORDERS,
    answer: ANSWERS,
    ...WORDS,
    stimulus: {
      note: 'Host to board on the stimulus channel.',
      entries: {
        PIN: { code: 1, payload: 'u8 pin, i32 value' },
        BYTES: { code: 2, payload: 'u8 pin, bytes' },
        STEPS: { code: 3, payload: 'Step, any number', note: 'to a bench controller' },
      },
    },
    capture: {
      note: "Board to host on the capture channel. WRITE to STORE: effects of the HAL, the frame's time is the effect's.",
      entries: {
        WRITE: { code: 1, payload: 'u8 pin, i32 value' },
        WATCH: { code: 2, payload: 'u8 pin, i32 low, i32 high' },
        RAMP: { code: 3, payload: 'u8 pin, i32 steps, i32 rate, i32 accel' },
        STRIP: { code: 4, payload: 'u8 pin, i32 effect, i32 color, i32 brightness, i32 lit' },
        PIXEL: { code: 5, payload: 'u8 pin, i32 index, i32 color' },
        STORE: { code: 6, payload: 'u8 slot, u8 stored, bytes' },
        EDGES: { code: 7, payload: 'Edge, any number', note: 'of a bench controller, in the order of their instants' },
        LATE: { code: 8, payload: 'u32 us, any number', note: 'how late each step was, in their order' },
        FIRED: { code: 9, payload: 'Fired, any number' },
        ENDED: { code: 10, payload: 'u64 end_us', note: 'by itself: the programme has ended' },
      },
    },
    text: {
      note: 'Type of everything on the log and console channels.',
      entries: { TEXT: { code: 1, payload: 'text' } },
    },
    bus: {
      note: 'Type of everything on the bus channel, both ways.',
      entries: { MESSAGE: { code: 1, payload: 'u8 flags, text8 topic, payload' } },
    },
    flag: {
      note: 'Bit of the type.',
      entries: { MORE: { code: 0x80, note: 'the message goes on in the next frame of the sequence' } },
    },
  },
  records: {
    Programme: { note: 'Head of an upload.', fields: { steps: 'u32', lengthUs: 'u64' } },
    Step: {
      note: 'A stimulus; its instant counts from the start of the programme.',
      fields: { atUs: 'u64', kind: 'u8', channel: 'u8', fault: 'u8', zero: 'u8', a: 'i32', b: 'i32' },
    },
    Started: { note: 'Start of a programme, by the bench.', fields: { problem: 'u8', startUs: 'u64' } },
    Edge: { note: 'A change of level, by the bench.', fields: { atUs: 'u64', channel: 'u8', value: 'i32' } },
    Fired: { note: 'How often the faults of a channel changed a level.', fields: { channel: 'u8', count: 'u32' } },
    RecordingHeader: {
      note: 'What a recording holds. Overflow: edges that found no room.',
      fields: {
        problem: 'u8',
        startUs: 'u64',
        endUs: 'u64',
        edges: 'u32',
        overflow: 'u32',
        steps: 'u32',
        fired: 'u32',
      },
    },
  },
};
