/** What may happen to a message on a link beyond its latency: the place of network faults. */

/** One message about to cross one link. A fault reads it and writes what becomes of it; it may keep the record. */
export interface Hop {
  /** Whose link: 0 is the engine, then the controllers in room order, then guests. */
  readonly client: number;
  /** Connection of the client at sending. */
  readonly session: number;
  /** From the client to the broker, or the other way. */
  readonly toBroker: boolean;
  readonly topic: string;
  payload: string;
  readonly qos: 0 | 1;
  readonly retained: boolean;
  readonly atUs: number;
  /** Extra delay in µs: add to it. Messages that come later on the same connection wait behind this one. */
  delayUs: number;
  /** Lost on the way: QoS 0 is gone, QoS 1 is sent again after the network's `resendUs`, flagged as a duplicate. */
  lost: boolean;
  /** The fault has it: it does not arrive, unless the fault gives it to `Network.release`. */
  taken: boolean;
  /** The receiver gets it a second time so many µs after the first, flagged as a duplicate and out of turn; -1: not. */
  copyAfterUs: number;
}

/** Called for every message on every link while it is added; in order of adding. */
export type LinkFault = (hop: Hop) => void;
