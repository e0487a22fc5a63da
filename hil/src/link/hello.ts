/** What a board says of itself when a session begins. */
import { PayloadReader } from './payload.ts';

export interface Hello {
  /** The session's; 0: the board has just started, outside any session. */
  readonly nonce: number;
  readonly clockHz: number;
  /** Bytes that the host may have under way. */
  readonly windowBytes: number;
  /** The largest message that the board takes. */
  readonly messageBytes: number;
  /** Starts since its flash was erased. */
  readonly startCount: number;
  readonly clockMode: number;
  readonly board: string;
  readonly firmwareVersion: string;
  readonly buildHash: string;
  readonly contractHash: string;
}

/** @throws LinkError LINK_PROTOCOL for a payload that ends too soon */
export function decodeHello(payload: Uint8Array): Hello {
  const in_ = new PayloadReader(payload, 'HELLO');
  return {
    nonce: in_.word(),
    clockHz: in_.word(),
    windowBytes: in_.word(),
    messageBytes: in_.word(),
    startCount: in_.word(),
    clockMode: in_.byte(),
    board: in_.text(),
    firmwareVersion: in_.text(),
    buildHash: in_.text(),
    contractHash: in_.text(),
  };
}
