/** A message of the bus as a watch event. JSON is read when somebody asks for what is in it, and once. */
import type { parseTopic } from '@understudy/contract';
import type { EventOf, SentAck, SentCommand, WatchEvent } from './watch-event.ts';

type Json = Readonly<Record<string, unknown>>;
export type Topic = NonNullable<ReturnType<typeof parseTopic>>;

/** Kinds of topics that become events, by the kind of event. */
const KIND_OF: Readonly<Partial<Record<Topic['kind'], WatchEvent['kind']>>> = {
  'device/cmd': 'command',
  'device/ack': 'ack',
  'device/state': 'state',
  'controller/presence': 'presence',
  'controller/hello': 'hello',
  'core/heartbeat': 'beat',
  'core/status': 'status',
  'core/device/status': 'device',
  'core/fault': 'fault',
  'core/control': 'operator',
  'core/dispatch': 'operator',
  'audio/cue': 'cue',
};

/** The kind of event that a topic makes; undefined for one that says nothing to monitors. */
export function eventKind(topic: Topic): WatchEvent['kind'] | undefined {
  return KIND_OF[topic.kind];
}

/** Undefined for what is not JSON. */
export function readMessage(
  atUs: number,
  from: string,
  topic: Topic,
  payload: string,
  retained: boolean,
): WatchEvent | undefined {
  switch (topic.kind) {
    case 'core/heartbeat':
      return { kind: 'beat', atUs };
    case 'device/state':
      return new StateEvent(atUs, topic.device, payload);
    default: {
      const json = object(payload);
      return json === undefined ? undefined : readJson(atUs, from, topic, json, retained);
    }
  }
}

function readJson(atUs: number, from: string, topic: Topic, json: Json, retained: boolean): WatchEvent | undefined {
  switch (topic.kind) {
    case 'device/cmd':
      return { kind: 'command', atUs, from, retained, command: toCommand(topic.device, json) };
    case 'device/ack':
      return { kind: 'ack', atUs, from, ack: toAck(topic.device, json) };
    case 'controller/presence':
      return { kind: 'presence', atUs, from, controller: topic.controller, online: json.presence === 'ONLINE' };
    case 'controller/hello':
      return {
        kind: 'hello',
        atUs,
        controller: topic.controller,
        bootCount: Number(json.boot_count),
        uptimeMs: Number(json.uptime_ms ?? 0),
      };
    case 'core/status':
      return toStatus(atUs, json);
    case 'core/device/status':
      return { kind: 'device', atUs, device: topic.device, safety: text(record(json.safety_state).kind) };
    case 'core/fault': {
      const { kind, message, details } = json;
      return { kind: 'fault', atUs, faultKind: text(kind), message: text(message), details: record(details) };
    }
    case 'core/control':
    case 'core/dispatch':
      return toOperator(atUs, json);
    case 'audio/cue':
      return { kind: 'cue', atUs, cue: text(json.cue_id) };
    default:
      return undefined;
  }
}

/** Most messages of a game are states, and most of them are about devices that no invariant asks for. */
class StateEvent implements EventOf<'state'> {
  readonly kind = 'state';
  readonly atUs: number;
  readonly device: string;
  readonly #payload: string;
  #json: Json | undefined;

  constructor(atUs: number, device: string, payload: string) {
    this.atUs = atUs;
    this.device = device;
    this.#payload = payload;
  }

  get state(): Json {
    this.#json ??= object(this.#payload) ?? {};
    return record(this.#json.state);
  }
  get safety(): string {
    this.#json ??= object(this.#payload) ?? {};
    return text(record(this.#json.safety_state).kind);
  }
}

function toCommand(device: string, json: Json): SentCommand {
  const issuedAtMs = json.issued_at_unix_ms;
  return {
    device,
    commandId: text(json.command_id),
    sequence: Number(json.sequence),
    epoch: Number(json.epoch ?? 0),
    op: text(record(json.parameters).op),
    ...(typeof issuedAtMs === 'number' && { issuedAtMs }),
  };
}

function toAck(device: string, json: Json): SentAck {
  const { reason_code: reason, uptime_ms: uptimeMs } = json;
  return {
    device,
    commandId: text(json.command_id),
    status: text(json.status),
    reason: typeof reason === 'string' ? reason : undefined,
    ...(typeof uptimeMs === 'number' && { uptimeMs }),
  };
}

function toStatus(atUs: number, json: Json): EventOf<'status'> {
  const safety = record(json.room_safety);
  const nodes = json.graph_active_nodes;
  return {
    kind: 'status',
    atUs,
    uptimeMs: Number(json.uptime_ms),
    epoch: Number(json.epoch),
    safety: text(safety.kind),
    latched: safety.latched === true,
    dispatchEnabled: json.dispatch_enabled === true,
    offlineDevices: Number(json.offline_device_count),
    activeNodes: Array.isArray(nodes) ? nodes.map(text) : [],
  };
}

/** RESET_SAFETY_LATCH is a request, or with its token a confirmation. */
function toOperator(atUs: number, json: Json): EventOf<'operator'> {
  const reset = json.reset_token === undefined ? 'REQUEST_SAFETY_RESET' : 'CONFIRM_SAFETY_RESET';
  const action = json.device_id !== undefined ? 'DISPATCH' : text(json.action);
  return {
    kind: 'operator',
    atUs,
    by: text(json.requested_by),
    action: action === 'RESET_SAFETY_LATCH' ? reset : action,
    target: text(json.device_id ?? json.node_id),
    op: text(record(json.parameters).op),
  };
}

function object(payload: string): Json | undefined {
  try {
    return record(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
