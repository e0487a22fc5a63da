/** Bounds of the adapters, each with its reason. */
export const ADAPTER_LIMITS = {
  /** First and longest wait before connecting again, ms: a broker that restarts is found quickly, a dead one not hammered. */
  reconnectFirstMs: 50,
  reconnectLongestMs: 2000,
  /** Time for the connection and its subscriptions to be granted, ms. */
  connectTimeoutMs: 5000,
  /** MQTT keep-alive, s: a half-open connection is noticed within one and a half of it. */
  keepAliveS: 2,
  /** Messages waiting for the broker's acknowledgements before `publish` refuses: a stalled broker must not eat memory. */
  outgoingMessages: 4096,
  /** Messages that arrive before the subscriptions are granted: the retained ones of a room, several times over. */
  earlyMessages: 4096,
  /** Time for a goodbye to be said, ms; after it the socket is destroyed. */
  closeTimeoutMs: 1000,
  /** Largest packet that the embedded broker takes, bytes: the contract's payload and topic with ample room. */
  packetBytes: 65_536,
} as const;
