import { type Static, Type } from 'typebox';
import { Id, IdRecord, Span } from './common.ts';

const closed = { additionalProperties: false } as const;

/** `objectives.yaml`: what the players are to achieve; starts and ends are tied to graph nodes. */
export const ObjectivesDefinition = Type.Object(
  {
    objectives: IdRecord(
      Type.Object(
        {
          title: Type.String(),
          zone: Id,
          startsAt: Type.String({ description: 'node whose entry makes the objective active' }),
          solvedAt: Type.String({ description: 'node whose completion solves it' }),
          parMs: Span,
          hints: Type.Array(Type.String(), { minItems: 1 }),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type ObjectivesDefinition = Static<typeof ObjectivesDefinition>;
