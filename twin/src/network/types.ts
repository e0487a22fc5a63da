/** Decides what a link does to a message beyond its latency: the place of network faults. */
export interface NetworkPolicy {
  /** Extra delay in µs, or -1: lost (QoS 1 is sent again after `resendUs`, flagged as a duplicate). */
  delayUs(client: number, toBroker: boolean, topic: string, qos: number, atUs: number): number;
  /** Whether the receiver gets it twice (the second flagged as a duplicate). */
  duplicate(client: number, toBroker: boolean, topic: string, qos: number, atUs: number): boolean;
}

export interface NetworkOptions {
  /** One way of one link, µs. Default 300. */
  readonly baseLatencyUs?: number;
  /** Seeded jitter on top, 0 to this, µs. Default 200. Messages of one connection never overtake each other. */
  readonly jitterUs?: number;
  /** From the loss of a connection to its last will, µs. Default 1,500,000 (one and a half keep-alive of 1 s). */
  readonly willDelayUs?: number;
  /** From the loss of a QoS 1 message to its being sent again, µs. Default 1,000,000. */
  readonly resendUs?: number;
  readonly policy?: NetworkPolicy;
}
