/** The shape of a command (check 1 of check-command.ts): its fields out of the nodes of a JSON document. */
import { LIMITS } from '../limits.ts';
import type { SignedFields } from '../signing.ts';
import { ACTIONS, SAFETY_CLASSES, SCHEMA_VERSION } from '../vocabulary.ts';
import type { JsonNode } from './json-reader.ts';

/** The ids, when they could be read. */
export interface Ids {
  readonly commandId?: string;
  readonly correlationId?: string;
}
type ObjectNode = Extract<JsonNode, { readonly kind: 'object' }>;

/** A command as far as its shape goes; `parameters` is always an object node. */
export interface ReadCommand {
  readonly fields: SignedFields;
  readonly parameters: ObjectNode | undefined;
  readonly auth: { readonly alg: string; readonly macHex: string } | undefined;
}
export type Members = ReadonlyMap<string, JsonNode>;

/** The fields, or what is wrong with the first bad one. */
export function readFields(members: Members): ReadCommand | string {
  const schema = text(members, 'schema');
  if (schema !== SCHEMA_VERSION) return `schema: expected "${SCHEMA_VERSION}", seen ${seen(members, 'schema')}`;
  const room_id = text(members, 'room_id');
  if (room_id === undefined) return `room_id: expected a string, seen ${seen(members, 'room_id')}`;
  const device_id = text(members, 'device_id');
  if (device_id === undefined) return `device_id: expected a string, seen ${seen(members, 'device_id')}`;
  const { commandId: command_id, correlationId: correlation_id } = readIds(members);
  if (command_id === undefined) return `command_id: expected a UUID, seen ${seen(members, 'command_id')}`;
  if (correlation_id === undefined) return `correlation_id: expected a UUID, seen ${seen(members, 'correlation_id')}`;
  const sequence = integer(members, 'sequence', 1);
  if (sequence === undefined) return `sequence: expected 1 to 2^53-1, seen ${seen(members, 'sequence')}`;
  const issued_at_unix_ms = integer(members, 'issued_at_unix_ms', 0);
  if (issued_at_unix_ms === undefined) {
    return `issued_at_unix_ms: expected 0 to 2^53-1, seen ${seen(members, 'issued_at_unix_ms')}`;
  }
  const action = word(members, 'action', ACTIONS);
  if (action === undefined) return `action: expected ${ACTIONS.join(', ')}, seen ${seen(members, 'action')}`;
  const safety_class = word(members, 'safety_class', SAFETY_CLASSES);
  if (safety_class === undefined) return `safety_class: expected a class, seen ${seen(members, 'safety_class')}`;
  const epoch = integer(members, 'epoch', 0);
  if (epoch === undefined && members.has('epoch')) return `epoch: expected 0 to 2^53-1, seen ${seen(members, 'epoch')}`;
  const parameters = members.get('parameters');
  if (parameters !== undefined && parameters.kind !== 'object') return 'parameters: expected an object';
  if (action === 'SET' && parameters?.members.get('op')?.kind !== 'string') return 'parameters: SET needs a string op';
  const auth = readAuth(members.get('auth'));
  if (auth === 'mistyped') return 'auth: expected an object with strings alg and mac_hex';
  const signed = { room_id, device_id, command_id, correlation_id, sequence, issued_at_unix_ms, action, safety_class };
  return { fields: epoch === undefined ? signed : { ...signed, epoch }, parameters, auth };
}

function readAuth(node: JsonNode | undefined): ReadCommand['auth'] | 'mistyped' {
  if (node === undefined) return undefined;
  if (node.kind !== 'object') return 'mistyped';
  const { members } = node;
  const alg = members.get('alg');
  const mac = members.get('mac_hex');
  const kid = members.get('kid');
  if (alg?.kind !== 'string' || mac?.kind !== 'string' || (kid !== undefined && kid.kind !== 'string'))
    return 'mistyped';
  return { alg: alg.value, macHex: mac.value };
}

/** The ids, as far as they can be read. */
export function readIds(members: Members): Ids {
  const commandId = uuid(members, 'command_id');
  const correlationId = uuid(members, 'correlation_id');
  return {
    ...(commandId === undefined ? {} : { commandId }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

function uuid(members: Members, name: string): string | undefined {
  const value = text(members, name);
  return value !== undefined && UUID.test(value) ? value : undefined;
}

function text(members: Members, name: string): string | undefined {
  const node = members.get(name);
  return node?.kind === 'string' ? node.value : undefined;
}

function word<T extends string>(members: Members, name: string, words: readonly T[]): T | undefined {
  const value = text(members, name);
  return words.find((candidate) => candidate === value);
}

function integer(members: Members, name: string, minimum: number): number | undefined {
  const node = members.get(name);
  if (node?.kind !== 'number' || !node.integer || Object.is(node.value, -0)) return undefined;
  return node.value >= minimum && node.value <= LIMITS.sequenceMax ? node.value : undefined;
}

function seen(members: Members, name: string): string {
  const node = members.get(name);
  if (node === undefined) return 'nothing';
  return node.kind === 'string' || node.kind === 'number' ? JSON.stringify(node.value).slice(0, 80) : node.kind;
}
