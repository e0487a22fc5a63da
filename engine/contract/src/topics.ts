/** Builders of the contract's topics, and the parser that undoes them. */
import { LIMITS } from './limits.ts';
import type { ControllerTopicKind, DeviceTopicKind, RoomTopicKind } from './topic-table.ts';

/** What a topic says. `device`, `controller`: the id in it. */
export type ParsedTopic =
  | { readonly kind: DeviceTopicKind; readonly room: string; readonly device: string }
  | { readonly kind: ControllerTopicKind; readonly room: string; readonly controller: string }
  | { readonly kind: RoomTopicKind; readonly room: string };

/** `room/{room}/device/{device}/cmd` and its kin. */
export function deviceTopic(
  room: string,
  id: string,
  leaf: 'cmd' | 'ack' | 'state' | 'telemetry' | 'heartbeat' | 'presence',
): string {
  return `room/${room}/device/${id}/${leaf}`;
}
/** `room/{room}/controller/{controller}/hello` and its kin. */
export function controllerTopic(room: string, id: string, leaf: 'hello' | 'heartbeat' | 'presence'): string {
  return `room/${room}/controller/${id}/${leaf}`;
}
/** `room/{room}/core/status` and its kin. */
export function coreTopic(
  room: string,
  leaf: 'heartbeat' | 'status' | 'fault' | 'faults' | 'dispatch' | 'control',
): string {
  return `room/${room}/core/${leaf}`;
}
/** `room/{room}/core/device/{device}/status` and `/fault`. */
export function coreDeviceTopic(room: string, id: string, leaf: 'status' | 'fault'): string {
  return `room/${room}/core/device/${id}/${leaf}`;
}
/** `room/{room}/audio/cue`, `/ack` and `/fault`. */
export function audioTopic(room: string, leaf: 'cue' | 'ack' | 'fault'): string {
  return `room/${room}/audio/${leaf}`;
}

/** Undoes the builders; undefined for any other topic. No regular expression, and nothing made but the result. */
export function parseTopic(text: string): ParsedTopic | undefined {
  if (text.length > LIMITS.topicBytes || !text.startsWith('room/')) return undefined;
  const roomEnd = idEnd(text, 5);
  if (roomEnd < 0) return undefined;
  const at = roomEnd + 1;
  if (text.startsWith('device/', at)) return parseDevice(text, roomEnd, at + 7, DEVICE_LEAVES);
  if (text.startsWith('controller/', at)) return parseController(text, roomEnd, at + 11);
  if (text.startsWith('core/device/', at)) return parseDevice(text, roomEnd, at + 12, CORE_DEVICE_LEAVES);
  const kind = kindAt(text, at, ROOM_LEAVES);
  return kind === undefined ? undefined : { kind, room: text.slice(5, roomEnd) };
}

interface Leaf<Kind> {
  readonly leaf: string;
  readonly kind: Kind;
}
/** Most frequent first. */
const DEVICE_LEAVES: readonly Leaf<DeviceTopicKind>[] = [
  { leaf: 'ack', kind: 'device/ack' },
  { leaf: 'state', kind: 'device/state' },
  { leaf: 'heartbeat', kind: 'device/heartbeat' },
  { leaf: 'cmd', kind: 'device/cmd' },
  { leaf: 'telemetry', kind: 'device/telemetry' },
  { leaf: 'presence', kind: 'device/presence' },
];
const CORE_DEVICE_LEAVES: readonly Leaf<DeviceTopicKind>[] = [
  { leaf: 'status', kind: 'core/device/status' },
  { leaf: 'fault', kind: 'core/device/fault' },
];
const CONTROLLER_LEAVES: readonly Leaf<ControllerTopicKind>[] = [
  { leaf: 'heartbeat', kind: 'controller/heartbeat' },
  { leaf: 'hello', kind: 'controller/hello' },
  { leaf: 'presence', kind: 'controller/presence' },
];
const ROOM_LEAVES: readonly Leaf<RoomTopicKind>[] = (
  [
    'core/status',
    'core/heartbeat',
    'core/fault',
    'core/faults',
    'core/dispatch',
    'core/control',
    'audio/cue',
    'audio/ack',
    'audio/fault',
  ] as const
).map((kind) => ({ leaf: kind, kind }));

function parseDevice(
  text: string,
  roomEnd: number,
  at: number,
  leaves: readonly Leaf<DeviceTopicKind>[],
): ParsedTopic | undefined {
  const end = idEnd(text, at);
  if (end < 0) return undefined;
  const kind = kindAt(text, end + 1, leaves);
  return kind === undefined ? undefined : { kind, room: text.slice(5, roomEnd), device: text.slice(at, end) };
}

function parseController(text: string, roomEnd: number, at: number): ParsedTopic | undefined {
  const end = idEnd(text, at);
  if (end < 0) return undefined;
  const kind = kindAt(text, end + 1, CONTROLLER_LEAVES);
  return kind === undefined ? undefined : { kind, room: text.slice(5, roomEnd), controller: text.slice(at, end) };
}

/** The kind whose leaf is all that is left of `text` from `at` on. */
function kindAt<Kind>(text: string, at: number, leaves: readonly Leaf<Kind>[]): Kind | undefined {
  for (const entry of leaves) {
    if (text.length - at === entry.leaf.length && text.startsWith(entry.leaf, at)) return entry.kind;
  }
  return undefined;
}

/** Index of the slash that ends the id at `from`, or -1 when there is no valid id. */
function idEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2f) break;
    if (code >= 0x61 && code <= 0x7a) continue;
    const inner = (code >= 0x30 && code <= 0x39) || code === 0x5f;
    if (!inner || at === from) return -1;
  }
  return at === from || at === text.length || at - from > LIMITS.idBytes ? -1 : at;
}
