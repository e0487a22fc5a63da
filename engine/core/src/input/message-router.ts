/**
 * Messages from the bus. A known topic is one look-up; everything is checked before anything changes, so a bad message
 * changes nothing but its counter (`rejected_<reason>`).
 */
import {
  controllerTopic,
  coreTopic,
  deviceTopic,
  LIMITS,
  parseTopic,
  SCHEMA_VERSION,
  utf8Length,
} from '@understudy/contract';
import type { Core } from '../core.ts';
import { handleCoreControl, handleCoreDispatch } from './operator-messages.ts';
import {
  isIdOrAbsent,
  isObject,
  parseAck,
  parseHeartbeat,
  parseHello,
  parsePresence,
  parseState,
  withinLimits,
} from './parse.ts';

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

type Json = Readonly<Record<string, unknown>>;

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

export class MessageRouter {
  readonly #core: Core;
  readonly #routes = new Map<string, Route>();
  readonly subscriptions: readonly string[];

  constructor(core: Core) {
    this.#core = core;
    const { room } = core;
    for (const { index, id } of room.controllers) {
      this.#routes.set(controllerTopic(room.id, id, 'heartbeat'), { kind: 'controllerHeartbeat', index, id });
      this.#routes.set(controllerTopic(room.id, id, 'presence'), { kind: 'controllerPresence', index, id });
      this.#routes.set(controllerTopic(room.id, id, 'hello'), { kind: 'controllerHello', index, id });
    }
    for (const { index, id } of room.devices) {
      this.#routes.set(deviceTopic(room.id, id, 'heartbeat'), { kind: 'deviceHeartbeat', index, id });
      this.#routes.set(deviceTopic(room.id, id, 'presence'), { kind: 'devicePresence', index, id });
      this.#routes.set(deviceTopic(room.id, id, 'state'), { kind: 'deviceState', index, id });
      this.#routes.set(deviceTopic(room.id, id, 'ack'), { kind: 'deviceAck', index, id });
      this.#routes.set(deviceTopic(room.id, id, 'telemetry'), { kind: 'deviceTelemetry', index, id });
    }
    this.#routes.set(coreTopic(room.id, 'dispatch'), { kind: 'dispatch', index: 0, id: '' });
    this.#routes.set(coreTopic(room.id, 'control'), { kind: 'control', index: 0, id: '' });
    // Not `device/+/cmd` and not the engine's own topics: what it says itself must not come back.
    this.subscriptions = [
      ...(['ack', 'state', 'heartbeat', 'presence'] as const).map((leaf) => `room/${room.id}/device/+/${leaf}`),
      `room/${room.id}/controller/+/+`,
      coreTopic(room.id, 'dispatch'),
      coreTopic(room.id, 'control'),
    ];
  }

  /** Takes one message. */
  take(topic: string, payload: string | null, retain: boolean): void {
    const route = this.#routes.get(topic);
    const reason = route === undefined ? this.#unroutable(topic) : this.#takeRouted(route, payload, retain);
    if (reason !== null) this.#core.counters.add(`rejected_${reason}`);
  }

  #takeRouted(route: Route, payload: string | null, retain: boolean): RejectReason | null {
    if (payload === null) return 'not_utf8';
    const limit = route.kind === 'dispatch' || route.kind === 'control' ? LIMITS.corePayloadBytes : LIMITS.payloadBytes;
    if (payload.length * 3 > limit && (payload.length > limit || utf8Length(payload) > limit)) return 'oversized';
    const body = parseJson(payload);
    if (body === undefined) return 'bad_json';
    if (!isObject(body) || body.schema !== SCHEMA_VERSION || typeof body.room_id !== 'string') return 'bad_schema';
    if (body.room_id !== this.#core.room.id) return 'bad_room';
    const own = route.kind.startsWith('controller') ? body.controller_id : body.device_id;
    if (route.id !== '' && own !== undefined && own !== route.id)
      return isIdOrAbsent(own) ? 'bad_device' : 'bad_schema';
    return this.#handle(route, body, retain);
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

  #handle(route: Route, body: Json, retain: boolean): RejectReason | null {
    const { devices } = this.#core;
    switch (route.kind) {
      case 'controllerHeartbeat': {
        const beat = parseHeartbeat(body);
        if (beat === null) return 'bad_schema';
        if (retain) return 'retained';
        devices.controllerAlive(route.index, beat.safety, beat.firmwareVersion);
        return null;
      }
      case 'deviceHeartbeat': {
        const beat = parseHeartbeat(body);
        if (beat === null) return 'bad_schema';
        if (retain) return 'retained';
        devices.deviceAlive(route.index, beat.safety);
        return null;
      }
      case 'controllerPresence':
      case 'devicePresence': {
        const online = parsePresence(body);
        if (online === null) return 'bad_schema';
        // A retained ONLINE is what somebody once said: only a sign of life that has just come proves life.
        if (online && retain) return null;
        if (route.kind === 'controllerPresence') devices.controllerPresence(route.index, online);
        else devices.devicePresence(route.index, online);
        return null;
      }
      case 'controllerHello': {
        const hello = parseHello(body);
        if (hello === null || body.controller_id === undefined) return 'bad_schema';
        devices.controllerGreets(route.index, hello, !retain);
        return null;
      }
      case 'deviceState': {
        const state = parseState(body);
        if (state === null || !withinLimits(body)) return 'bad_schema';
        devices.deviceState(route.index, state.safety, state.state, !retain);
        return null;
      }
      case 'deviceAck':
        return this.#acknowledge(route.index, body, retain);
      case 'deviceTelemetry':
        return null;
      case 'dispatch':
        if (retain) return 'retained';
        return withinLimits(body) ? handleCoreDispatch(this.#core, body) : 'bad_schema';
      case 'control':
        if (retain) return 'retained';
        return handleCoreControl(this.#core, body);
    }
  }

  #acknowledge(device: number, body: Json, retain: boolean): RejectReason | null {
    const ack = parseAck(body);
    if (ack === null) return 'bad_schema';
    if (retain) return 'retained';
    const known = this.#core.commands.fits(device, ack.command, ack.correlation);
    if (known) this.#core.devices.deviceSafety(device, ack.safety);
    this.#core.commands.acknowledge(device, ack.command, ack.correlation, ack.status, ack.reason);
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
