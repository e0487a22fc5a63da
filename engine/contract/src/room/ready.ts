import { type Static, Type } from 'typebox';
import { Id, IdRecord, Literals } from './common.ts';
import { PropAction } from './player.ts';

const closed = { additionalProperties: false } as const;
const Scalar = Type.Union([Type.Boolean(), Type.Number(), Type.String()]);

/** What a published property may be: one value, one of several, or a range (both bounds excluded). */
export const Expectation = Type.Union([
  Scalar,
  Type.Array(Scalar, { minItems: 1 }),
  Type.Object({ above: Type.Optional(Type.Number()), below: Type.Optional(Type.Number()) }, closed),
]);

/** Who brings a device back after a game: the engine by an operation of `reset`, staff by hand, or nobody need. */
export const RESET_WAYS = ['operation', 'staff', 'itself'] as const;

const ReadyDevice = Type.Object(
  {
    is: Type.Optional(
      IdRecord(Expectation, { description: 'published property to what it must be; absent: nothing is published' }),
    ),
    by: Literals(RESET_WAYS, { description: 'who brings it there after a game' }),
  },
  closed,
);
const ResetStage = Type.Object(
  {
    title: Type.String(),
    operations: Type.Optional(
      Type.Array(Type.Object({ device: Id, parameters: Type.Record(Type.String(), Type.Unknown()) }, closed)),
    ),
    staff: Type.Optional(
      Type.Array(
        Type.Object(
          {
            title: Type.String({ description: 'what a person does, as on a checklist' }),
            devices: Type.Array(Id, { description: 'devices that this brings back' }),
            do: Type.Optional(Type.Array(PropAction, { description: 'the same at the props of the twin' })),
          },
          closed,
        ),
      ),
    ),
  },
  closed,
);

/**
 * `ready.yaml`: the condition in which every device must be before a game can start, and the reset that brings it there:
 * stages in order, each begun when all of the one before has been done. It runs between a game's end and STOP_GRAPH.
 */
export const ReadyDefinition = Type.Object(
  { devices: IdRecord(ReadyDevice), reset: Type.Array(ResetStage, { minItems: 1 }) },
  closed,
);
export type Expectation = Static<typeof Expectation>;
export type ReadyDefinition = Static<typeof ReadyDefinition>;
