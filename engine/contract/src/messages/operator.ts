/** What people's tools ask of the engine over the bus. Closed: see `closed` in common.ts. */
import { type Static, Type } from 'typebox';
import { Literals } from '../room/common.ts';
import { ACTIONS, CONTROL_ACTIONS, NODE_CONTROL_ACTIONS, SAFETY_CLASSES } from '../vocabulary.ts';
import { closed, Line, Schema, Uuid, WireId } from './common.ts';

const Request = {
  schema: Schema,
  room_id: WireId,
  correlation_id: Uuid,
  requested_by: Type.String({ minLength: 1, maxLength: 128, description: 'the person, for the audit' }),
};
const ControlToken = Type.String({ minLength: 1, maxLength: 256, description: "the room's core control token" });

/** Command a device through the engine, on the manual layer; every check of the engine applies. */
export const Dispatch = Type.Object(
  {
    ...Request,
    device_id: WireId,
    action: Literals(ACTIONS),
    parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    safety_class: Type.Optional(Literals(SAFETY_CLASSES)),
    control_token: Type.Optional(ControlToken),
  },
  closed,
);

/**
 * Control the engine. RESET_SAFETY_LATCH without `reset_token` requests a reset; with the single-use token, sent by a
 * different person within 60 s, it confirms it.
 */
export const Control = Type.Union([
  Type.Object({ ...Request, control_token: ControlToken, action: Literals(CONTROL_ACTIONS) }, closed),
  Type.Object(
    {
      ...Request,
      control_token: ControlToken,
      action: Type.Literal('RESET_SAFETY_LATCH'),
      reset_token: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    },
    closed,
  ),
  Type.Object(
    {
      ...Request,
      control_token: ControlToken,
      action: Literals(NODE_CONTROL_ACTIONS),
      node_id: WireId,
      reason: Type.Optional(Line),
    },
    closed,
  ),
]);

export type Dispatch = Static<typeof Dispatch>;
export type Control = Static<typeof Control>;
