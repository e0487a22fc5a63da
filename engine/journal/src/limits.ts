/** Bounds of the journal, each with its reason. */
export const JOURNAL_LIMITS = {
  /** Payload of one block in bytes: a length beyond it is damage, not data. */
  blockBytes: 16_777_216,
  /** Steps between two checkpoints: a divergence is found within this many steps at the latest. */
  checkpointSteps: 1000,
  /** Bytes of the outbox hashed at once: large enough that hashing costs little, small enough to stay in the cache. */
  outboxChunkBytes: 65_536,
} as const;
