/** Every bound of the contract, each with its reason. Both sides take them from here (the C++ header is generated). */
export const LIMITS = {
  /** A whole MQTT payload in bytes: the receive buffer of the smallest controller. */
  payloadBytes: 2048,
  /** A payload of the core/ and audio/ topics in bytes: read by computers only, bounds what a broker must keep. */
  corePayloadBytes: 65_536,
  /** Faults listed as open at once: the list must fit its payload with room to spare. */
  openFaults: 64,
  /** Nesting of JSON: the parser on a controller uses a fixed stack. */
  jsonDepth: 10,
  /** Keys of one message, all levels together: bounds the duplicate-key check. */
  jsonKeys: 64,
  /** Levels of a topic: the deepest of the contract has six, two are kept for brokers' prefixes. */
  topicDepth: 8,
  /** Bytes of a topic. */
  topicBytes: 160,
  /** Bytes of a room, controller or device id. */
  idBytes: 63,
  /** Devices on one controller: the largest real one hosts 25. */
  devicesPerController: 32,
  /** Units (drivers) on one controller. */
  unitsPerController: 48,
  /** Pins of one controller, inputs and outputs together. */
  pinsPerController: 96,
  /** Commands remembered by a device for idempotency; the contract asks for 16 at least. */
  idempotencyEntries: 16,
  /** Largest sequence number: 2^53 - 1, exact in every implementation. */
  sequenceMax: 9007199254740991,
  /** Bytes of a signing key. */
  keyBytesMax: 64,
  /** Bytes of an operation's name. */
  operationBytes: 31,
} as const;

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
