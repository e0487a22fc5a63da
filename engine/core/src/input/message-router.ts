/**
 * Messages from the bus. A known topic is one look-up; everything is checked before anything changes, so a bad message
 * changes nothing but its counter (`rejected_<reason>`).
 */
import {
  type Ack,
  controllerTopic,
  coreTopic,
  deviceTopic,
  type Heartbeat,
  type MessageCheck,
  type MessageRefusal,
  parseAck,
  parseControl,
  parseDispatch,
  parseHeartbeat,
  parseHello,
  parsePresence,
  parseState,
  parseTelemetry,
  parseTopic,
  type State,
} from '@understudy/contract';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { handleCoreControl, handleCoreDispatch } from './operator-messages.ts';
import { RepeatMemory } from './repeat-memory.ts';

type RouteKind =
  | 'controllerHeartbeat'
  | 'controllerPresence'
  | 'controllerHello'
  | 'deviceHeartbeat'
  | 'devicePresence'
  | 'deviceState'
  | 'deviceAck'
  | 'deviceTelemetry'
  | 'dispatch'
  | 'control';

interface Route {
  readonly kind: RouteKind;
  readonly index: number;
  readonly id: string;
}

/** Why a message was refused, as its counter says it. */
export type RejectReason =
  | 'oversized'
  | 'not_utf8'
  | 'bad_topic'
  | 'bad_room'
  | 'bad_device'
  | 'unexpected_topic'
  | 'bad_json'
  | 'bad_schema'
  | 'retained';

/** The counter of each check of the contract. */
const REJECTED_BY: Readonly<Record<MessageCheck, RejectReason>> = {
  utf8: 'not_utf8',
  bytes: 'oversized',
  json: 'bad_json',
  schema: 'bad_schema',
  nesting: 'bad_schema',
  room: 'bad_room',
  device: 'bad_device',
};

export class MessageRouter {
  readonly #core: Core;
  readonly #routes = new Map<string, Route>();
  /** What is said again and again, by index of who says it. */
  readonly #controllerHeartbeats: readonly RepeatMemory<Heartbeat>[];
  readonly #deviceHeartbeats: readonly RepeatMemory<Heartbeat>[];
  readonly #states: readonly RepeatMemory<State>[];
  readonly subscriptions: readonly string[];

  constructor(core: Core) {
    this.#core = core;
    const { room } = core;
    const add = (topic: string, kind: RouteKind, index = 0, id = ''): void => {
      this.#routes.set(topic, { kind, index, id });
    };
    this.#controllerHeartbeats = room.controllers.map(() => new RepeatMemory(parseHeartbeat));
    this.#deviceHeartbeats = room.devices.map(() => new RepeatMemory(parseHeartbeat));
    this.#states = room.devices.map(() => new RepeatMemory(parseState));
    for (const { index, id } of room.controllers) {
      add(controllerTopic(room.id, id, 'heartbeat'), 'controllerHeartbeat', index, id);
      add(controllerTopic(room.id, id, 'presence'), 'controllerPresence', index, id);
      add(controllerTopic(room.id, id, 'hello'), 'controllerHello', index, id);
    }
    for (const { index, id } of room.devices) {
      add(deviceTopic(room.id, id, 'heartbeat'), 'deviceHeartbeat', index, id);
      add(deviceTopic(room.id, id, 'presence'), 'devicePresence', index, id);
      add(deviceTopic(room.id, id, 'state'), 'deviceState', index, id);
      add(deviceTopic(room.id, id, 'ack'), 'deviceAck', index, id);
      add(deviceTopic(room.id, id, 'telemetry'), 'deviceTelemetry', index, id);
    }
    add(coreTopic(room.id, 'dispatch'), 'dispatch');
    add(coreTopic(room.id, 'control'), 'control');
    // Not `device/+/cmd` and not the engine's own topics: what it says itself must not come back.
    this.subscriptions = [
      ...(['ack', 'state', 'heartbeat', 'presence'] as const).map((leaf) => `room/${room.id}/device/+/${leaf}`),
      `room/${room.id}/controller/+/+`,
      coreTopic(room.id, 'dispatch'),
      coreTopic(room.id, 'control'),
    ];
  }

  /** Every topic that has a meaning here. */
  get topics(): Iterable<string> {
    return this.#routes.keys();
  }

  /** Takes one message. `repeats`: as `MessageHash.add` says of it. */
  take(topic: string, payload: string | null, retain: boolean, repeats: boolean): void {
    const route = this.#routes.get(topic);
    const reason = route === undefined ? this.#unroutable(topic) : this.#handle(route, payload, retain, repeats);
    if (reason !== null) this.#core.counters.add(`rejected_${reason}`);
  }

  /** What is wrong with a topic that has no route. */
  #unroutable(topic: string): RejectReason {
    const parsed = parseTopic(topic);
    if (parsed === undefined) return 'bad_topic';
    if (parsed.room !== this.#core.room.id) return 'bad_room';
    if ('device' in parsed && !this.#core.room.deviceIndex.has(parsed.device)) return 'bad_device';
    if ('controller' in parsed && !this.#core.room.controllerIndex.has(parsed.controller)) return 'bad_device';
    return 'unexpected_topic';
  }

  #handle({ kind, index, id }: Route, payload: string | null, retain: boolean, repeats: boolean): RejectReason | null {
    const { devices, room } = this.#core;
    switch (kind) {
      case 'controllerHeartbeat':
      case 'deviceHeartbeat': {
        const heartbeats = kind === 'controllerHeartbeat' ? this.#controllerHeartbeats : this.#deviceHeartbeats;
        const read = at(heartbeats, index).read(payload, room.id, id, repeats);
        if (!read.ok) return rejectedBy(read);
        if (retain) return 'retained';
        const { safety_state: safety, firmware_version: firmware } = read.value;
        if (kind === 'controllerHeartbeat') devices.controllerAlive(index, safety, firmware);
        else devices.deviceAlive(index, safety);
        return null;
      }
      case 'controllerPresence':
      case 'devicePresence': {
        const read = parsePresence(payload, room.id, id);
        if (!read.ok) return rejectedBy(read);
        const online = read.value.presence === 'ONLINE';
        // A retained ONLINE is what somebody once said: only a sign of life that has just come proves life.
        if (online && retain) return null;
        if (kind === 'controllerPresence') devices.controllerPresence(index, online);
        else devices.devicePresence(index, online);
        return null;
      }
      case 'controllerHello': {
        const read = parseHello(payload, room.id, id);
        if (!read.ok) return rejectedBy(read);
        devices.controllerGreets(index, read.value, !retain);
        return null;
      }
      case 'deviceState': {
        const read = at(this.#states, index).read(payload, room.id, id, repeats);
        if (!read.ok) return rejectedBy(read);
        devices.deviceState(index, read.value.safety_state, read.value.state, !retain);
        return null;
      }
      case 'deviceAck': {
        const read = parseAck(payload, room.id, id);
        if (!read.ok) return rejectedBy(read);
        return retain ? 'retained' : this.#acknowledge(index, read.value);
      }
      case 'deviceTelemetry': {
        const read = parseTelemetry(payload, room.id, id);
        return read.ok ? null : rejectedBy(read);
      }
      case 'dispatch': {
        const read = parseDispatch(payload, room.id);
        if (!read.ok) return rejectedBy(read);
        return retain ? 'retained' : handleCoreDispatch(this.#core, read.value);
      }
      case 'control': {
        const read = parseControl(payload, room.id);
        if (!read.ok) return rejectedBy(read);
        return retain ? 'retained' : handleCoreControl(this.#core, read.value);
      }
    }
  }

  #acknowledge(device: number, ack: Ack): null {
    const { command_id: command, correlation_id: correlation, status, reason_code: reason } = ack;
    const known = this.#core.commands.fits(device, command, correlation);
    if (known) this.#core.devices.deviceSafety(device, ack.safety_state);
    this.#core.commands.acknowledge(device, command, correlation, status, reason ?? null);
    return null;
  }
}

function rejectedBy({ check }: MessageRefusal): RejectReason {
  return REJECTED_BY[check];
}
