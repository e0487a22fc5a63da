/** Parts that every message is made of. Members the contract does not name are ignored by receivers (see `open`, `closed`). */
import { type Static, Type } from 'typebox';
import { Literals } from '../room/common.ts';
import { SAFETY_KINDS, SCHEMA_VERSION } from '../vocabulary.ts';

/**
 * Messages between machines are open: an older receiver must live with what a newer sender adds, and a member that the
 * contract does not name has no effect (in a command it is not covered by the MAC either).
 */
export const open = {} as const;
/** Requests that people's tools send are closed: a misspelt optional member would silently change what was asked for. */
export const closed = { additionalProperties: false } as const;

/** Version of the contract, in every message. */
export const Schema = Type.Literal(SCHEMA_VERSION);
/** Room, controller and device ids as they stand in topics. */
export const WireId = Type.String({ pattern: '^[a-z][a-z0-9_]{0,62}$' });
/** UUID of any version, hexadecimal digits of either case. */
export const Uuid = Type.String({ pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' });
/** Milliseconds since 1970, integer. For reading only: never used to judge liveness. */
export const UnixMs = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'ms since 1970',
});
/** Milliseconds since the sender's start, integer. May wrap at 2^32 on a controller. */
export const UptimeMs = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "ms since the sender's start",
});
/** Non-negative integer that is exact in every implementation. */
export const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** A cause in capitals, such as `ESTOP_OPEN`. The list is open: a driver may name causes of its own. */
export const CauseCode = Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,47}$' });
/** 64 hexadecimal digits or fewer; a hash, shortened where the sender is small. */
export const HexHash = Type.String({ pattern: '^[0-9a-f]{8,64}$' });
/** Text for people, one line. */
export const Line = Type.String({ maxLength: 512 });

/** How safe a device, a controller or the room is. `latched`: stays until a reset although the cause may be gone. */
export const SafetyState = Type.Object(
  {
    kind: Literals(SAFETY_KINDS),
    reason_code: Type.Optional(CauseCode),
    latched: Type.Boolean({ description: 'stays until a reset, though the cause may be gone' }),
  },
  open,
);
export type SafetyState = Static<typeof SafetyState>;
