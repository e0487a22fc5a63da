/** What devices and controllers tell of themselves. */
import { type Static, Type } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Literals } from '../room/common.ts';
import { BOOT_REASONS, PRESENCES } from '../vocabulary.ts';
import { CauseCode, Count, HexHash, Line, open, SafetyState, Schema, UptimeMs, WireId } from './common.ts';

const Sender = { schema: Schema, room_id: WireId };

/** A device's published properties, all of them, by name. Retained. */
export const State = Type.Object(
  {
    ...Sender,
    device_id: Type.Optional(WireId),
    safety_state: SafetyState,
    state: Type.Record(Type.String(), Type.Unknown(), { description: 'property name to value' }),
    uptime_ms: Type.Optional(UptimeMs),
  },
  open,
);

/** Readings for people and history, never for the game: may be lost. */
export const Telemetry = Type.Object(
  {
    ...Sender,
    device_id: Type.Optional(WireId),
    uptime_ms: UptimeMs,
    values: Type.Record(Type.String(), Type.Unknown(), { description: 'reading name to value' }),
  },
  open,
);

/** Sign of life. A controller sends one for all the devices that it hosts; `safety_state` is then the worst of them. */
export const Heartbeat = Type.Object(
  {
    ...Sender,
    device_id: Type.Optional(WireId),
    controller_id: Type.Optional(WireId),
    uptime_ms: UptimeMs,
    firmware_version: Line,
    safety_state: SafetyState,
    last_error: Type.Optional(CauseCode),
  },
  open,
);

/** Connected or not. OFFLINE is the last will, fixed when the connection is made, so it holds nothing that changes. */
export const PresenceMessage = Type.Object(
  {
    ...Sender,
    device_id: Type.Optional(WireId),
    controller_id: Type.Optional(WireId),
    presence: Literals(PRESENCES),
  },
  open,
);

/** A controller introduces itself on every connection. Retained. */
export const Hello = Type.Object(
  {
    ...Sender,
    controller_id: WireId,
    firmware_version: Line,
    build_hash: HexHash,
    contract_hash: HexHash,
    table_hash: Type.Optional(HexHash),
    boot_count: Count,
    boot_reason: Literals(BOOT_REASONS),
    devices: Type.Array(WireId, { maxItems: LIMITS.devicesPerController }),
    uptime_ms: Type.Optional(UptimeMs),
    safety_state: Type.Optional(SafetyState),
  },
  open,
);

export type State = Static<typeof State>;
export type Telemetry = Static<typeof Telemetry>;
export type Heartbeat = Static<typeof Heartbeat>;
export type PresenceMessage = Static<typeof PresenceMessage>;
export type Hello = Static<typeof Hello>;
