import type { LinkFault } from './link-fault.ts';

export interface NetworkOptions {
  /** One way of one link, µs. Default 300. */
  readonly baseLatencyUs?: number;
  /** Seeded jitter on top, 0 to this, µs. Default 200. Messages of one connection never overtake each other. */
  readonly jitterUs?: number;
  /** From the loss of a connection to its last will, µs. Default 1,500,000 (one and a half keep-alive of 1 s). */
  readonly willDelayUs?: number;
  /** From the loss of a QoS 1 message to its being sent again, µs. Default 1,000,000. */
  readonly resendUs?: number;
  /** At work from the beginning; more can come and go while it runs. */
  readonly faults?: readonly LinkFault[];
}
