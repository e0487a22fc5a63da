/**
 * What a controller does with a command, check by check, in the order of the contract: the reference for the firmware.
 *
 *  1. BAD_SCHEMA   retained; not readable by json-reader.ts; not an object; `schema` not "v8"; a field missing or mistyped:
 *                  room_id, device_id strings; command_id, correlation_id UUIDs; sequence an integer 1..2^53-1 and
 *                  issued_at_unix_ms one 0..2^53-1, both written as digits alone (no sign, fraction or exponent);
 *                  action and safety_class words of the contract; epoch, when there, an integer 0..2^53-1;
 *                  parameters, when there, an object; SET needs a string `op` in it; auth, when there, an object
 *                  with strings alg, mac_hex and kid (kid may be absent). Members beyond these are ignored.
 *                  Names and words may be written with escapes; the MAC covers their values, and of `parameters` the bytes.
 *  2. BAD_ROOM, 3. BAD_DEVICE   not this room; not the device that the topic names.
 *  4. AUTH_INVALID auth absent, alg not HMAC-SHA256, mac_hex not the MAC in 64 lower-case digits.
 *  5. STALE_EPOCH  epoch (absent: 0) below the highest accepted. From here on the epoch is taken as accepted.
 *  6. a known command_id (accepted, or refused by checks 8 to 11) is acknowledged again with its last status.
 *  7. STALE_SEQUENCE  at or below the last accepted one of this epoch; a higher epoch starts over.
 *  8. UNSUPPORTED_ACTION, 9. INVALID_PARAMS, 10. SAFETY_BLOCKED, 11. BUSY.
 *
 * ids can be read, and the refusal acknowledged, when the payload is a readable object whose command_id and
 * correlation_id are UUIDs, whatever else is wrong with it.
 */
import { SIGNATURE_ALGORITHM, type Signer, verifyCommand } from '../signing.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { AckStatus, Action, ReasonCode } from '../vocabulary.ts';
import { plainValue, readJson } from './json-reader.ts';
import { checkParameters, type OperationParameters, type Operations, type ParameterFault } from './parameters.ts';
import { type Ids, type ReadCommand, readFields, readIds } from './read-command.ts';

/** What the controller knows when the command arrives. */
export interface CommandContext {
  readonly signer: Signer;
  readonly roomId: string;
  /** The device that the topic names. */
  readonly deviceId: string;
  readonly actions: readonly Action[];
  readonly operations: Operations;
  /** The room's colours, by name. */
  readonly colors?: Readonly<Record<string, unknown>>;
  /** Highest epoch accepted so far; 0 when none. */
  readonly highestEpoch: number;
  /** Last sequence accepted from that epoch; 0 when none. */
  readonly lastSequence: number;
  /** Last status of a command that is remembered; the id in lower case. */
  readonly known?: (commandId: string) => AckStatus | undefined;
  /** Whether the device's safety state forbids the operation. */
  readonly blocked?: (op: string) => boolean;
  /** Whether the device is doing something that the operation may not interrupt. */
  readonly busy?: (op: string) => boolean;
  /** The message came with the retained flag. */
  readonly retained?: boolean;
}

export type CommandVerdict =
  | {
      readonly verdict: 'accepted';
      readonly commandId: string;
      readonly correlationId: string;
      readonly sequence: number;
      readonly epoch: number;
      readonly op: string;
      readonly parameters: Readonly<Record<string, unknown>>;
    }
  | {
      readonly verdict: 'known';
      readonly commandId: string;
      readonly correlationId: string;
      readonly status: AckStatus;
    }
  /** `authentic`: past AUTH_INVALID and STALE_EPOCH, so the epoch is accepted. `remembered`: see check 6. */
  | (Ids & {
      readonly verdict: 'rejected';
      readonly reason: ReasonCode;
      readonly detail: string;
      readonly authentic: boolean;
      readonly remembered: boolean;
    });

/** Runs all checks. Never throws and keeps nothing: what follows from the verdict is the caller's. */
export function checkCommand(bytes: Uint8Array, context: CommandContext): CommandVerdict {
  const read = readJson(bytes);
  if (!read.ok) {
    const { at, expected, seen } = read.failure;
    return rejected('BAD_SCHEMA', `byte ${at}: expected ${expected}, seen ${seen}`, {});
  }
  if (read.node.kind !== 'object') return rejected('BAD_SCHEMA', `expected an object, seen ${read.node.kind}`, {});
  const members = read.node.members;
  const ids = readIds(members);
  if (context.retained === true) return rejected('BAD_SCHEMA', 'expected a message, seen a retained one', ids);
  const command = readFields(members);
  if (typeof command === 'string') return rejected('BAD_SCHEMA', command, ids);
  const { fields } = command;
  if (fields.room_id !== context.roomId) return rejected('BAD_ROOM', differ(context.roomId, fields.room_id), ids);
  if (fields.device_id !== context.deviceId) {
    return rejected('BAD_DEVICE', differ(context.deviceId, fields.device_id), ids);
  }
  if (!authentic(bytes, command, context.signer)) {
    return rejected('AUTH_INVALID', 'the signature is missing or wrong', ids);
  }
  const epoch = fields.epoch ?? 0;
  if (epoch < context.highestEpoch) {
    return rejected('STALE_EPOCH', `expected at least ${context.highestEpoch}, seen ${epoch}`, ids);
  }
  const status = context.known?.(fields.command_id.toLowerCase());
  if (status !== undefined) {
    return { verdict: 'known', commandId: fields.command_id, correlationId: fields.correlation_id, status };
  }
  const last = epoch > context.highestEpoch ? 0 : context.lastSequence;
  if (fields.sequence <= last) {
    return rejected('STALE_SEQUENCE', `expected above ${last}, seen ${fields.sequence}`, ids, true);
  }
  return checkOperation(command, epoch, context, ids);
}

/** Checks 8 to 11. */
function checkOperation(command: ReadCommand, epoch: number, context: CommandContext, ids: Ids): CommandVerdict {
  const { fields } = command;
  if (!context.actions.includes(fields.action)) {
    return rejected('UNSUPPORTED_ACTION', `expected ${context.actions.join(', ')}, seen ${fields.action}`, ids, true);
  }
  const op = opOf(command);
  const definitions = context.operations.get(op);
  if (definitions === undefined) return rejected('INVALID_PARAMS', `expected a known op, seen ${op}`, ids, true);
  const values = parameterValues(command);
  const fault = checkSpelling(command, definitions) ?? checkParameters(definitions, values, context.colors ?? {});
  if (fault !== undefined) {
    return rejected('INVALID_PARAMS', `${fault.parameter}: expected ${fault.expected}, seen ${fault.seen}`, ids, true);
  }
  if (context.blocked?.(op) === true) return rejected('SAFETY_BLOCKED', `${op} is not safe now`, ids, true);
  if (context.busy?.(op) === true) return rejected('BUSY', `${op} must wait`, ids, true);
  return {
    verdict: 'accepted',
    commandId: fields.command_id,
    correlationId: fields.correlation_id,
    sequence: fields.sequence,
    epoch,
    op,
    parameters: values,
  };
}

function authentic(bytes: Uint8Array, command: ReadCommand, signer: Signer): boolean {
  const { auth, fields, parameters } = command;
  if (auth === undefined || auth.alg !== SIGNATURE_ALGORITHM) return false;
  const raw = parameters === undefined ? '{}' : (decodeUtf8(bytes, parameters.start, parameters.end) ?? '');
  return verifyCommand(signer, fields, raw, auth.macHex);
}

function opOf(command: ReadCommand): string {
  const op = command.parameters?.members.get('op');
  return op?.kind === 'string' ? op.value : '';
}

function parameterValues(command: ReadCommand): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = Object.create(null);
  for (const [name, node] of command.parameters?.members ?? []) values[name] = plainValue(node);
  return values;
}

/** A parameter that is an integer must be written as one: no controller has to see that `1.2e1` is twelve. */
function checkSpelling(command: ReadCommand, definitions: OperationParameters): ParameterFault | undefined {
  for (const [name, node] of command.parameters?.members ?? []) {
    const integer = Object.hasOwn(definitions, name) && definitions[name]?.type === 'integer';
    if (integer && node.kind === 'number' && !node.integer) {
      return { parameter: name, expected: 'an integer written in digits alone', seen: `${node.value}` };
    }
  }
  return undefined;
}

function differ(expected: string, value: string): string {
  return `expected ${expected}, seen ${value.slice(0, 80)}`;
}

function rejected(reason: ReasonCode, detail: string, ids: Ids, authentic = false): CommandVerdict {
  return {
    verdict: 'rejected',
    reason,
    detail,
    authentic,
    remembered: authentic && reason !== 'STALE_SEQUENCE',
    ...ids,
  };
}
