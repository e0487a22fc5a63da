/** The bodies that the API takes, as TypeBox schemas: types and run-time checks from one source. */
import type { OperatorRequest } from '@understudy/core';
import { type Static, type TSchema, Type } from 'typebox';
import { API_LIMITS } from './limits.ts';

const closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 128 });
const PlainAction = Type.Enum([
  'START_GRAPH',
  'STOP_GRAPH',
  'PAUSE_DISPATCH',
  'RESUME_DISPATCH',
  'PAUSE_TIMER',
  'RESUME_TIMER',
  'ESTOP',
  'REQUEST_SAFETY_RESET',
]);

const Parameters = Type.Record(Type.String(), Type.Unknown());

/** What an operator may ask, one schema an action; `action` decides which one holds. */
const OPERATOR_BODIES: readonly TSchema[] = [
  Type.Object({ action: PlainAction }, closed),
  Type.Object({ action: Type.Literal('CONFIRM_SAFETY_RESET'), token: Name }, closed),
  Type.Object({ action: Type.Enum(['PAUSE_NODE', 'RESUME_NODE', 'SKIP_NODE']), node: Name }, closed),
  Type.Object({ action: Type.Enum(['HINT', 'SKIP_OBJECTIVE']), objective: Name }, closed),
  Type.Object({ action: Type.Literal('DISPATCH'), device: Name, parameters: Parameters }, closed),
  Type.Object({ action: Type.Literal('RELEASE'), device: Name }, closed),
];

/** `POST /api/operator`: the engine's `OperatorRequest`. */
export const OperatorBody = Type.Unsafe<OperatorRequest>({
  type: 'object',
  required: ['action'],
  discriminator: { propertyName: 'action' },
  oneOf: OPERATOR_BODIES,
});

/** `POST /api/act`: a player's action on a prop. Without `value` the prop takes its default. */
export const ActBody = Type.Object({ plant: Name, action: Name, value: Type.Optional(Type.Number()) }, closed);
export type ActBody = Static<typeof ActBody>;

/** `POST /api/run`: speed factor and pause of the twin. */
export const RunBody = Type.Object(
  {
    speed: Type.Optional(Type.Number({ minimum: API_LIMITS.speedMin, maximum: API_LIMITS.speedMax })),
    paused: Type.Optional(Type.Boolean()),
  },
  { ...closed, minProperties: 1 },
);
export type RunBody = Static<typeof RunBody>;
