/** A bench of a command: a DUT with its bench controller, who they are, what they can do, and how they are opened. */
import type { Channel, Platform, Station } from '@understudy/hil';

/** The last one, which no table drives: tables count their pins from 0. */
export const FREE_CHANNEL: Channel = 63;

export interface Bench {
  readonly name: string;
  readonly platform: Platform;
  /** The DUT's; of a bench that this command makes itself a made-up one. */
  readonly serial: string;
  readonly room: string;
  readonly controller: string;
  /** Names alone, and with their arguments. */
  readonly fixtures: readonly string[];
  /** A channel that the DUT does not drive. */
  readonly loopback: Channel;
  /** Ids of the boards that nobody else may use meanwhile; none where each session has boards of its own. */
  readonly locks: readonly string[];
  /** A station, once it is known to be this one. @throws coded errors of the bench */
  open(): Promise<Station>;
}
