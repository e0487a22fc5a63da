import { type Static, Type } from 'typebox';
import { Id, IdRecord, Span } from './common.ts';

const closed = { additionalProperties: false } as const;
const Scalar = Type.Union([Type.Boolean(), Type.Number(), Type.String()]);

/** Something a person in the room can see or feel: one value of a plant's physical truth. */
export const Observation = Type.Object(
  {
    plant: Id,
    value: Id,
    equals: Type.Optional(Scalar),
    above: Type.Optional(Type.Number()),
    below: Type.Optional(Type.Number()),
  },
  closed,
);
/** Something a person does to a prop. Actions and the meaning of `value` are the plant model's. */
export const PropAction = Type.Object(
  { plant: Id, action: Id, value: Type.Optional(Type.Number()), afterMs: Type.Optional(Span) },
  closed,
);
/** `players/solver.yaml`: how someone who knows the room plays it, from what is seen and by working the props alone. */
export const PlayerDefinition = Type.Object(
  {
    rules: IdRecord(
      Type.Object(
        {
          when: Type.Array(Observation),
          until: Type.Optional(
            Type.Array(Observation, {
              description: 'it is done while these are seen, and done again when they no longer are',
            }),
          ),
          do: Type.Array(PropAction, { minItems: 1 }),
          thinkMs: Type.Tuple([Span, Span], { description: 'shortest and longest time between seeing and doing' }),
          repeatMs: Type.Optional(Span),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Observation = Static<typeof Observation>;
export type PropAction = Static<typeof PropAction>;
export type PlayerDefinition = Static<typeof PlayerDefinition>;
