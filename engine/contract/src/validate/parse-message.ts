/**
 * The engine's side of the boundary: text of an incoming message to a value or a coded refusal. Nothing throws. Unlike the
 * controllers' reader this one is built for rate (a thousand rooms' heartbeats a second): JSON.parse and compiled schemas.
 * A duplicate key is therefore not seen here; the last one counts.
 */
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { LIMITS } from '../limits.ts';
import { AudioAck, AudioFault, OscCue } from '../messages/audio.ts';
import { Ack, Command } from '../messages/command.ts';
import {
  CoreDeviceFault,
  CoreDeviceStatus,
  CoreFault,
  CoreFaults,
  CoreHeartbeat,
  CoreStatus,
} from '../messages/core.ts';
import { Heartbeat, Hello, PresenceMessage, State, Telemetry } from '../messages/device.ts';
import { Control, Dispatch } from '../messages/operator.ts';
import { utf8Length } from '../utf8.ts';
import { explainSchema } from './explain.ts';
import { MESSAGE_LIMITS } from './json-reader.ts';
import { describe } from './parameters.ts';

/** The check that refused a message, in the order in which they are made. */
export type MessageCheck = 'utf8' | 'bytes' | 'json' | 'schema' | 'nesting' | 'room' | 'device';

export interface MessageRefusal {
  readonly ok: false;
  readonly reason: 'BAD_SCHEMA' | 'BAD_ROOM' | 'BAD_DEVICE';
  /** Finer than the reason: for counters, which tell a broken sender from one of another version. */
  readonly check: MessageCheck;
  readonly expected: string;
  readonly seen: string;
}
export type MessageResult<T> = { readonly ok: true; readonly value: T } | MessageRefusal;

/**
 * Reads one message. `payload`: its text, null when it was not UTF-8. `room` and `id` (of the device or controller) are the
 * topic's: a payload that names another one is BAD_ROOM or BAD_DEVICE.
 */
export type MessageParser<T> = (payload: string | null, room: string, id?: string) => MessageResult<T>;

interface SizeLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly keys: number;
}
/** Messages that only computers read: the bytes alone bound them. */
const CORE: SizeLimits = { bytes: LIMITS.corePayloadBytes, depth: 32, keys: LIMITS.corePayloadBytes };

export const parseCommand: MessageParser<Command> = parserOf(Command);
export const parseAck: MessageParser<Ack> = parserOf(Ack);
export const parseState: MessageParser<State> = parserOf(State);
export const parseTelemetry: MessageParser<Telemetry> = parserOf(Telemetry);
export const parseHeartbeat: MessageParser<Heartbeat> = parserOf(Heartbeat);
export const parsePresence: MessageParser<PresenceMessage> = parserOf(PresenceMessage);
export const parseHello: MessageParser<Hello> = parserOf(Hello);
export const parseCoreHeartbeat: MessageParser<CoreHeartbeat> = parserOf(CoreHeartbeat);
export const parseCoreStatus: MessageParser<CoreStatus> = parserOf(CoreStatus, CORE);
export const parseCoreFault: MessageParser<CoreFault> = parserOf(CoreFault, CORE);
export const parseCoreFaults: MessageParser<CoreFaults> = parserOf(CoreFaults, CORE);
export const parseCoreDeviceStatus: MessageParser<CoreDeviceStatus> = parserOf(CoreDeviceStatus, CORE);
export const parseCoreDeviceFault: MessageParser<CoreDeviceFault> = parserOf(CoreDeviceFault, CORE);
export const parseDispatch: MessageParser<Dispatch> = parserOf(Dispatch);
export const parseControl: MessageParser<Control> = parserOf(Control);
export const parseOscCue: MessageParser<OscCue> = parserOf(OscCue, CORE);
export const parseAudioAck: MessageParser<AudioAck> = parserOf(AudioAck, CORE);
export const parseAudioFault: MessageParser<AudioFault> = parserOf(AudioFault, CORE);

interface Addressed {
  readonly room_id: string;
  readonly device_id?: string;
  readonly controller_id?: string;
}

function parserOf<Schema extends TSchema>(
  schema: Schema,
  limits: SizeLimits = MESSAGE_LIMITS,
): MessageParser<Static<Schema>> {
  const validator = Compile(schema);
  return (payload, room, id) => {
    if (payload === null) return refuse('utf8', 'UTF-8', 'other bytes');
    if (payload.length * 3 > limits.bytes && utf8Length(payload) > limits.bytes) {
      return refuse('bytes', `at most ${limits.bytes} bytes`, `${utf8Length(payload)}`);
    }
    let value: unknown;
    try {
      value = JSON.parse(payload);
    } catch {
      return refuse('json', 'JSON', describe(payload));
    }
    if (!validator.Check(value)) return schemaRefusal(schema, value);
    if (countKeys(value, limits, 1) > limits.keys) {
      return refuse('nesting', `at most ${limits.keys} keys and ${limits.depth} levels`, 'more');
    }
    const message = value as Addressed;
    if (message.room_id !== room) return refuse('room', room, message.room_id);
    const named = message.device_id ?? message.controller_id;
    if (id !== undefined && named !== undefined && named !== id) return refuse('device', id, named);
    return { ok: true, value };
  };
}

/** Keys of all levels together; more than the limit stands for too deep. */
function countKeys(value: unknown, limits: SizeLimits, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > limits.depth) return limits.keys + 1;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += countKeys(item, limits, depth + 1);
    return keys;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name in members) keys += 1 + countKeys(members[name], limits, depth + 1);
  return keys;
}

function schemaRefusal(schema: TSchema, value: unknown): MessageRefusal {
  const [problem] = explainSchema(schema, value);
  if (problem === undefined) return refuse('schema', 'a message of the contract', describe(value));
  return refuse('schema', `${problem.pointer} ${problem.expected}`.trimStart(), problem.seen);
}

function refuse(check: MessageCheck, expected: string, seen: string): MessageRefusal {
  const reason = check === 'room' ? 'BAD_ROOM' : check === 'device' ? 'BAD_DEVICE' : 'BAD_SCHEMA';
  return { ok: false, reason, check, expected, seen };
}
