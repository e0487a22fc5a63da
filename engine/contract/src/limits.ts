/** The bounds and defaults of the contract, with reasons. */

/** Every bound of the contract; `LIMIT_REASONS` says why each is what it is. Both sides take them from here. */
export const LIMITS = {
  payloadBytes: 2048,
  corePayloadBytes: 65_536,
  openFaults: 64,
  jsonDepth: 10,
  jsonKeys: 64,
  topicDepth: 8,
  topicBytes: 160,
  idBytes: 63,
  devicesPerController: 32,
  unitsPerController: 48,
  pinsPerController: 96,
  idempotencyEntries: 16,
  sequenceMax: 9007199254740991,
  keyBytesMax: 64,
  operationBytes: 31,
} as const;

/** What each limit bounds, and its reason. */
export const LIMIT_REASONS: Readonly<Record<keyof typeof LIMITS, string>> = {
  payloadBytes: 'A whole MQTT payload in bytes: the receive buffer of the smallest controller.',
  corePayloadBytes:
    'A payload that the engine or the audio bridge publishes, in bytes: bounds what a broker must keep of them.',
  openFaults: 'Faults listed as open at once: the list must fit its payload with room to spare.',
  jsonDepth: 'Nesting of JSON: the parser on a controller uses a fixed stack.',
  jsonKeys: 'Keys of one message, all levels together: bounds the duplicate-key check.',
  topicDepth: "Levels of a topic: the deepest of the contract has six, two are kept for brokers' prefixes.",
  topicBytes: 'Bytes of a topic: the longest that ids of full length make, and a margin.',
  idBytes: 'Bytes of a room, controller or device id: fits a 64-byte field with its NUL.',
  devicesPerController: 'Devices on one controller: the largest real one hosts 25.',
  unitsPerController: 'Units (drivers) on one controller: fixed memory, one and a half a device.',
  pinsPerController: 'Pins of one controller, inputs and outputs together: more than the largest board has.',
  idempotencyEntries: 'Commands remembered by a device for idempotency; the contract asks for 16 at least.',
  sequenceMax: 'Largest sequence number: 2^53 - 1, exact in every implementation.',
  keyBytesMax: 'Bytes of a signing key: one block of SHA-256, so a key is never hashed itself.',
  operationBytes: "Bytes of an operation's name: fits a 32-byte field with its NUL.",
};

/** Engine defaults; spans in ms. A room may set its own where the schema allows it. */
export const DEFAULTS = {
  tickMs: 1,
  offlineAfterMs: 3000,
  livenessSweepMs: 500,
  ackTimeoutMs: 2000,
  completionTimeoutMs: 5000,
  retriesBeforeAccepted: 2,
  correlationMemoryMs: 600_000,
  transitionsPerTick: 128,
  coreHeartbeatMs: 5000,
  coreStatusMs: 1000,
  stateRefreshMs: 60_000,
  safetyResetConfirmMs: 60_000,
  statusStaleMs: 5000,
  /** A controller without the engine's heartbeat for this long goes to its safe idle: two beats lost and a margin. */
  engineHeartbeatLimitMs: 12_000,
} as const;
