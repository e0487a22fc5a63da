/**
 * Signatures of commands. The MAC covers `k=v` lines; the parameters line holds the very bytes that travel ("sign what you
 * send"), so that no two implementations ever have to format a number alike.
 */
import { canonicalJson } from './canonical.ts';
import { ContractError } from './errors.ts';
import { toHex } from './hex.ts';
import { LIMITS } from './limits.ts';
import type { Command } from './messages/command.ts';
import { createHmac } from './sha256.ts';
import { utf8Length, writeUtf8 } from './utf8.ts';
import { SCHEMA_VERSION } from './vocabulary.ts';

/** The only algorithm of the contract. */
export const SIGNATURE_ALGORITHM = 'HMAC-SHA256';

/** What is signed of a command, parameters apart. */
export type SignedFields = Pick<
  Command,
  | 'room_id'
  | 'device_id'
  | 'command_id'
  | 'correlation_id'
  | 'sequence'
  | 'issued_at_unix_ms'
  | 'action'
  | 'safety_class'
  | 'epoch'
>;
/** A command before it is signed. */
export type UnsignedCommand = Omit<Command, 'schema' | 'auth'>;

/** Signs with one key and keeps its own scratch memory. */
export interface Signer {
  /** The MAC of a text's UTF-8 bytes as 64 lower-case hexadecimal digits. */
  macHex(text: string): string;
}

/** Makes a signer. Rooms use keys of 16 to 64 bytes; HMAC takes any. */
export function createSigner(key: Uint8Array): Signer {
  const hmac = createHmac(key);
  const mac = new Uint8Array(32);
  let scratch = new Uint8Array(3 * LIMITS.payloadBytes);
  return {
    macHex: (text) => {
      if (3 * text.length > scratch.length) scratch = new Uint8Array(3 * text.length);
      hmac.mac(scratch, writeUtf8(text, scratch, 0), mac);
      return toHex(mac);
    },
  };
}

/** The text that is signed: ten lines, or eleven when the command carries an epoch. No trailing newline. */
export function canonicalCommand(fields: SignedFields, parameters: string): string {
  const lines = `schema=${SCHEMA_VERSION}\nroom_id=${fields.room_id}\ndevice_id=${fields.device_id}\ncommand_id=${fields.command_id}\ncorrelation_id=${fields.correlation_id}\nsequence=${fields.sequence}\nissued_at_unix_ms=${fields.issued_at_unix_ms}\naction=${fields.action}\nsafety_class=${fields.safety_class}\nparameters=${parameters}`;
  return fields.epoch === undefined ? lines : `${lines}\nepoch=${fields.epoch}`;
}

/**
 * The payload text of a signed command. Parameters go in in canonical form, and exactly those bytes are signed.
 * @throws ContractError NOT_JSON or TOO_COMPLEX for parameters that cannot travel, TOO_LARGE beyond `LIMITS.payloadBytes`.
 */
export function encodeCommand(signer: Signer, command: UnsignedCommand, kid?: string): string {
  const parameters = command.parameters === undefined ? undefined : canonicalJson(command.parameters);
  const mac = signer.macHex(canonicalCommand(command, parameters ?? '{}'));
  const epoch = command.epoch === undefined ? '' : `,"epoch":${command.epoch}`;
  const body = parameters === undefined ? '' : `,"parameters":${parameters}`;
  const key = kid === undefined ? '' : `,"kid":${canonicalJson(kid)}`;
  const payload = `{"schema":"${SCHEMA_VERSION}","room_id":"${command.room_id}","device_id":"${command.device_id}","command_id":"${command.command_id}","correlation_id":"${command.correlation_id}","sequence":${command.sequence},"issued_at_unix_ms":${command.issued_at_unix_ms},"action":"${command.action}","safety_class":"${command.safety_class}"${epoch}${body},"auth":{"alg":"${SIGNATURE_ALGORITHM}"${key},"mac_hex":"${mac}"}}`;
  if (3 * payload.length > LIMITS.payloadBytes) {
    const bytes = utf8Length(payload);
    if (bytes > LIMITS.payloadBytes) {
      throw new ContractError('TOO_LARGE', `at most ${LIMITS.payloadBytes} bytes`, `${bytes}`);
    }
  }
  return payload;
}

/** Whether `macHex` (as received) is the MAC of these fields and parameter bytes. Takes the same time wherever they differ. */
export function verifyCommand(signer: Signer, fields: SignedFields, parameters: string, macHex: string): boolean {
  return equalInConstantTime(signer.macHex(canonicalCommand(fields, parameters)), macHex);
}

/** Compares every character, so that the time taken tells nothing about where two texts of one length differ. */
export function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let at = 0; at < left.length; at += 1) difference |= left.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}
