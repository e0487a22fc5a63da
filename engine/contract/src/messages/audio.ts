/** Sound and show cues over the OSC bridge. */
import { type Static, Type } from 'typebox';
import { Literals } from '../room/common.ts';
import { FAULT_SEVERITIES } from '../vocabulary.ts';
import { CauseCode, Line, open, Schema, UnixMs, Uuid, WireId } from './common.ts';

const Sender = { schema: Schema, room_id: WireId };

/** One OSC argument. INT is 32-bit signed, FLOAT 32-bit. */
export const OscArgument = Type.Union([
  Type.Object({ type: Type.Literal('INT'), value: Type.Integer({ minimum: -2147483648, maximum: 2147483647 }) }, open),
  Type.Object({ type: Type.Literal('FLOAT'), value: Type.Number() }, open),
  Type.Object({ type: Type.Literal('STRING'), value: Type.String() }, open),
  Type.Object({ type: Type.Literal('BOOL'), value: Type.Boolean() }, open),
]);

/** Ask the bridge to send one OSC message. */
export const OscCue = Type.Object(
  {
    ...Sender,
    cue_id: WireId,
    correlation_id: Uuid,
    address: Type.String({ pattern: '^/[\\x21-\\x7e]{0,255}$' }),
    args: Type.Array(OscArgument, { maxItems: 32 }),
  },
  open,
);

/** The bridge's answer: COMPLETED comes from the receiver of the OSC message, never from the socket. */
export const AudioAck = Type.Object(
  {
    ...Sender,
    cue_id: WireId,
    correlation_id: Uuid,
    status: Literals(['COMPLETED', 'FAILED']),
    attempts: Type.Integer({ minimum: 1, maximum: 100 }),
    observed_at_unix_ms: Type.Optional(UnixMs),
  },
  open,
);

/** The bridge itself has a fault. */
export const AudioFault = Type.Object(
  {
    ...Sender,
    kind: CauseCode,
    severity: Literals(FAULT_SEVERITIES),
    message: Line,
    cue_id: Type.Optional(WireId),
    correlation_id: Type.Optional(Uuid),
  },
  open,
);

export type OscArgument = Static<typeof OscArgument>;
export type OscCue = Static<typeof OscCue>;
export type AudioAck = Static<typeof AudioAck>;
export type AudioFault = Static<typeof AudioFault>;
