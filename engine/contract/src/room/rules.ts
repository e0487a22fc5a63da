import { type Static, Type } from 'typebox';
import { Id, IdRecord, Span } from './common.ts';
import { Condition } from './condition.ts';

const closed = { additionalProperties: false } as const;
const Operation = Type.Object({ device: Id, op: Type.String() }, closed);

/** `rules.yaml`: interlocks. The engine refuses (`forbid`) and acts (`force`, on the safety layer) while `when` holds. */
export const RulesDefinition = Type.Object(
  {
    interlocks: IdRecord(
      Type.Object(
        {
          title: Type.String(),
          when: Condition,
          forbid: Type.Optional(Type.Array(Operation)),
          force: Type.Optional(Type.Array(Operation)),
          /** A path that meets it waits so long for its end and goes on with it; without, it pauses at once for a person. */
          holdMs: Type.Optional(Span),
        },
        closed,
      ),
    ),
    /** Operations that take part in "never both": at most one device of a set may have been sent its operation. */
    exclusive: Type.Optional(IdRecord(Type.Array(Operation, { minItems: 2 }))),
  },
  closed,
);
export type RulesDefinition = Static<typeof RulesDefinition>;
