/** What the engine tells of itself and of its devices. */
import { type Static, Type } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Literals } from '../room/common.ts';
import { FAULT_SEVERITIES, PAUSE_REASONS, PRESENCES } from '../vocabulary.ts';
import { CauseCode, Count, Line, open, SafetyState, Schema, UnixMs, UptimeMs, WireId } from './common.ts';

const Sender = { schema: Schema, room_id: WireId };

/** The engine is alive: every 5 s. Controllers go to their safe idle without it. */
export const CoreHeartbeat = Type.Object({ ...Sender, uptime_ms: UptimeMs, epoch: Count }, open);

/** The whole of the engine at a glance: every second and on change. Retained. */
export const CoreStatus = Type.Object(
  {
    ...Sender,
    uptime_ms: UptimeMs,
    tick_ms: Type.Number({ exclusiveMinimum: 0, description: "the engine's step in ms" }),
    dry_run: Type.Boolean(),
    dispatch_enabled: Type.Boolean(),
    dispatch_paused_reason: Type.Optional(Literals(PAUSE_REASONS)),
    broker_down_since_unix_ms: Type.Optional(UnixMs),
    safety_latched_since_unix_ms: Type.Optional(UnixMs),
    manual_pause_since_unix_ms: Type.Optional(UnixMs),
    room_safety: SafetyState,
    device_count: Count,
    offline_device_count: Count,
    graph_active_nodes: Type.Array(WireId),
    graph_version: Line,
    epoch: Count,
  },
  open,
);

const faultFields = {
  kind: CauseCode,
  severity: Literals(FAULT_SEVERITIES),
  message: Line,
  details: Type.Record(Type.String(), Type.Unknown(), { description: 'facts, by kind' }),
  at_unix_ms: Type.Optional(UnixMs),
};

/** One fault as it happens. Not retained: the open ones are in `core/faults`. */
export const CoreFault = Type.Object({ ...Sender, ...faultFields }, open);

/** The faults that are open now, oldest first. Retained; when there are more, the oldest of the mildest are left out. */
export const CoreFaults = Type.Object(
  { ...Sender, faults: Type.Array(Type.Object(faultFields, open), { maxItems: LIMITS.openFaults }) },
  open,
);

/** How the engine sees one device. Retained. */
export const CoreDeviceStatus = Type.Object(
  {
    ...Sender,
    device_id: WireId,
    presence: Literals(PRESENCES),
    safety_state: SafetyState,
    last_seen_unix_ms: Type.Optional(UnixMs),
  },
  open,
);

/** The last fault of one device, or `cleared`. Retained. */
export const CoreDeviceFault = Type.Object(
  { ...Sender, device_id: WireId, ...faultFields, cleared: Type.Optional(Type.Boolean()) },
  open,
);

export type CoreHeartbeat = Static<typeof CoreHeartbeat>;
export type CoreStatus = Static<typeof CoreStatus>;
export type CoreFault = Static<typeof CoreFault>;
export type CoreFaults = Static<typeof CoreFaults>;
export type CoreDeviceStatus = Static<typeof CoreDeviceStatus>;
export type CoreDeviceFault = Static<typeof CoreDeviceFault>;
