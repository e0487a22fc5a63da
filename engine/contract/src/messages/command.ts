/** What the engine orders and what a device answers. */
import { type Static, Type } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Literals } from '../room/common.ts';
import { ACK_STATUSES, ACTIONS, REASON_CODES, SAFETY_CLASSES } from '../vocabulary.ts';
import { open, SafetyState, Schema, UnixMs, UptimeMs, Uuid, WireId } from './common.ts';

/**
 * The signature of a command. `alg` must be `HMAC-SHA256` and `mac_hex` 64 lower-case digits; anything else of these types is
 * AUTH_INVALID, not BAD_SCHEMA, so the schema leaves them open. `kid` names the key and is not signed.
 */
export const CommandAuth = Type.Object(
  {
    alg: Type.String({ description: 'HMAC-SHA256' }),
    kid: Type.Optional(Type.String({ description: 'names the key; not signed' })),
    mac_hex: Type.String({ description: '64 lower-case hexadecimal digits' }),
  },
  open,
);

/**
 * An order to one device. `sequence` rises strictly per device and epoch; `issued_at_unix_ms` is the engine's clock;
 * SET needs a string `op` in `parameters`; no `epoch` counts as 0.
 */
export const Command = Type.Object(
  {
    schema: Schema,
    room_id: Type.String({ description: "the topic's room, else BAD_ROOM" }),
    device_id: Type.String({ description: "the topic's device, else BAD_DEVICE" }),
    command_id: Uuid,
    correlation_id: Uuid,
    sequence: Type.Integer({
      minimum: 1,
      maximum: LIMITS.sequenceMax,
      description: 'rises strictly per device and epoch',
    }),
    issued_at_unix_ms: UnixMs,
    action: Literals(ACTIONS),
    safety_class: Literals(SAFETY_CLASSES),
    epoch: Type.Optional(
      Type.Integer({ minimum: 0, maximum: LIMITS.sequenceMax, description: 'fencing; 0 when absent' }),
    ),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'canonical JSON; `op` names the operation' }),
    ),
    auth: Type.Optional(CommandAuth),
  },
  open,
);

/** The answer to a command: ACCEPTED before the effect begins, then COMPLETED or FAILED; or REJECTED. */
export const Ack = Type.Object(
  {
    schema: Schema,
    room_id: WireId,
    device_id: Type.Optional(WireId),
    command_id: Uuid,
    correlation_id: Uuid,
    status: Literals(ACK_STATUSES),
    reason_code: Type.Optional(Literals(REASON_CODES, { description: 'with REJECTED and FAILED' })),
    safety_state: SafetyState,
    observed_at_unix_ms: Type.Optional(UnixMs),
    uptime_ms: UptimeMs,
  },
  open,
);

export type CommandAuth = Static<typeof CommandAuth>;
export type Command = Static<typeof Command>;
export type Ack = Static<typeof Ack>;
