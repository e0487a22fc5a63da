import { type Static, Type } from 'typebox';
import { Id, IdRecord } from './common.ts';

const closed = { additionalProperties: false } as const;

/**
 * `physics/<controller>.yaml`: what hangs on the controller's pins, for the twin alone. Pin numbers are the controller's.
 * The models, their pins, params, actions and truths are listed in the device catalogue (sim-devices).
 */
export const PlantDefinition = Type.Object(
  {
    model: Type.String(),
    title: Type.Optional(Type.String()),
    device: Type.Optional(Id),
    pins: IdRecord(Type.Integer({ minimum: 0, maximum: 95 })),
    params: Type.Optional(Type.Record(Type.String(), Type.Number())),
    blockedBy: Type.Optional(
      Type.Array(Id, { description: 'plants that hold this one shut while they hold or are closed' }),
    ),
    estop: Type.Optional(Type.Boolean({ description: 'its power is cut by the E-stop contactor' })),
    /** A `load` plant that feeds this one: it has power while the load is on. */
    supply: Type.Optional(Id),
    egress: Type.Optional(Type.Boolean({ description: 'released by the hardwired egress circuit' })),
  },
  closed,
);
export const PhysicsDefinition = Type.Object({ controller: Id, plants: IdRecord(PlantDefinition) }, closed);

export type PlantDefinition = Static<typeof PlantDefinition>;
export type PhysicsDefinition = Static<typeof PhysicsDefinition>;
