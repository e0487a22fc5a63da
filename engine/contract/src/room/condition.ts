import { type Static, Type } from 'typebox';
import { Id, Span } from './common.ts';

const Scalar = Type.Union([Type.Boolean(), Type.Number(), Type.String()]);

/**
 * A guard over what the engine knows. Leaves compare one property of a device's last state; the rest combine.
 * Temporal clauses count in engine time from the instant the guard is armed (its node entered).
 */
export const Condition = Type.Cyclic(
  {
    Condition: Type.Union([
      Type.Object({ device: Id, property: Id, equals: Scalar }, { additionalProperties: false }),
      Type.Object({ device: Id, property: Id, above: Type.Number() }, { additionalProperties: false }),
      Type.Object({ device: Id, property: Id, below: Type.Number() }, { additionalProperties: false }),
      /** True once the number has grown by so much since the guard was armed (a counter that begins anew counts from there). */
      Type.Object(
        { device: Id, property: Id, grown: Type.Integer({ minimum: 1, maximum: 1_000_000 }) },
        { additionalProperties: false },
      ),
      Type.Object({ device: Id, online: Type.Boolean() }, { additionalProperties: false }),
      Type.Object({ objective: Id, solved: Type.Boolean() }, { additionalProperties: false }),
      Type.Object({ all: Type.Array(Type.Ref('Condition'), { minItems: 1 }) }, { additionalProperties: false }),
      Type.Object({ any: Type.Array(Type.Ref('Condition'), { minItems: 1 }) }, { additionalProperties: false }),
      Type.Object({ not: Type.Ref('Condition') }, { additionalProperties: false }),
      /** True once `condition` has been true without a break for `ms`. */
      Type.Object(
        { heldFor: Type.Object({ ms: Span, condition: Type.Ref('Condition') }, { additionalProperties: false }) },
        { additionalProperties: false },
      ),
      /** True if `condition` became true no later than `ms` after the guard was armed; then it stays true. */
      Type.Object(
        { within: Type.Object({ ms: Span, condition: Type.Ref('Condition') }, { additionalProperties: false }) },
        { additionalProperties: false },
      ),
      /** True once `condition` has risen `times` times, all inside the last `ms` when given. */
      Type.Object(
        {
          count: Type.Object(
            {
              times: Type.Integer({ minimum: 1, maximum: 1000 }),
              ms: Type.Optional(Span),
              condition: Type.Ref('Condition'),
            },
            { additionalProperties: false },
          ),
        },
        { additionalProperties: false },
      ),
      /** True once the conditions have risen in this order, the whole inside `ms` when given; a step that rises out of order starts over. */
      Type.Object(
        {
          sequence: Type.Object(
            { steps: Type.Array(Type.Ref('Condition'), { minItems: 2, maxItems: 32 }), ms: Type.Optional(Span) },
            { additionalProperties: false },
          ),
        },
        { additionalProperties: false },
      ),
    ]),
  },
  'Condition',
);

export type Scalar = boolean | number | string;
export type Condition =
  | { device: string; property: string; equals: Scalar }
  | { device: string; property: string; above: number }
  | { device: string; property: string; below: number }
  | { device: string; property: string; grown: number }
  | { device: string; online: boolean }
  | { objective: string; solved: boolean }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { heldFor: { ms: number; condition: Condition } }
  | { within: { ms: number; condition: Condition } }
  | { count: { times: number; ms?: number; condition: Condition } }
  | { sequence: { steps: Condition[]; ms?: number } };

export type ConditionSchema = Static<typeof Condition>;
