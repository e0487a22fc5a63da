/** What a board says of itself when a session begins. */
import { BOOT_REASONS } from '@understudy/contract';
import { LinkError } from './errors.ts';
import { PIN_USE, ROLE } from './messages.ts';
import { PayloadReader } from './payload.ts';

/** What a board is on its bench: the device under test, or the bench controller. */
export type Role = 'dut' | 'bench';
/** What a board does with a pin, as it sees it; of a bench controller with a channel. */
export type PinUse = 'input' | 'output' | 'both';

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
  readonly role: Role;
  /** What a hardware map knows the board by; `emulated` where there is no chip. */
  readonly chipSerial: string;
  /** Commit that it was built from, or `unknown`. */
  readonly gitSha: string;
  /** Why it started, one of the contract's words. */
  readonly bootReason: string;
  readonly linkHash: string;
  /** Largest frame that it takes, as encoded. */
  readonly frameBytes: number;
  /** Pins in use, by their numbers; none while the board has no table. */
  readonly pins: ReadonlyMap<number, PinUse>;
}

/** Fields up to the contract's hash, which every firmware of this link has had. */
function decodeHead(in_: PayloadReader) {
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

/**
 * A payload that ends after the contract's hash is that of firmware older than the bench: it has a link hash of nothing,
 * which no host takes for its own.
 * @throws LinkError LINK_PROTOCOL for a payload that ends too soon, or with a role or boot reason that is none
 */
export function decodeHello(payload: Uint8Array): Hello {
  const in_ = new PayloadReader(payload, 'HELLO');
  const head = decodeHead(in_);
  if (in_.left === 0) {
    const nothing = { role: 'dut', chipSerial: '', gitSha: 'unknown', bootReason: 'POWER_ON', linkHash: '' } as const;
    return { ...head, ...nothing, frameBytes: 0, pins: new Map() };
  }
  return {
    ...head,
    role: roleOf(in_.byte()),
    chipSerial: in_.text(),
    gitSha: in_.text(),
    bootReason: bootReasonOf(in_.byte()),
    linkHash: in_.text(),
    frameBytes: in_.half(),
    pins: pinsOf(in_.bytes(in_.byte())),
  };
}

function roleOf(byte: number): Role {
  if (byte === ROLE.DUT) return 'dut';
  if (byte === ROLE.BENCH) return 'bench';
  throw new LinkError('LINK_PROTOCOL', `HELLO: expected role 0 or 1, seen ${byte}`);
}

function bootReasonOf(byte: number): string {
  const reason = BOOT_REASONS[byte];
  if (reason !== undefined) return reason;
  throw new LinkError('LINK_PROTOCOL', `HELLO: expected a boot reason below ${BOOT_REASONS.length}, seen ${byte}`);
}

const USES: Readonly<Record<number, PinUse>> = {
  [PIN_USE.INPUT]: 'input',
  [PIN_USE.OUTPUT]: 'output',
  [PIN_USE.BOTH]: 'both',
};

function pinsOf(bytes: Uint8Array): ReadonlyMap<number, PinUse> {
  const pins = new Map<number, PinUse>();
  for (let pin = 0; pin < 4 * bytes.length; pin += 1) {
    const use = USES[((bytes[pin >> 2] ?? 0) >> (2 * (pin & 3))) & 3];
    if (use !== undefined) pins.set(pin, use);
  }
  return pins;
}
