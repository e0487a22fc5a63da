/**
 * A scenario: everything that happens to a room from outside, as data. What players, operators and faults do is a record
 * each, with its instant; the seed fixes the rest (noise, latencies, ids). Equal scenarios give equal runs (ADR 0004).
 */
import { type Static, Type } from 'typebox';

/** Version of the format. A file of another one is refused. */
export const SCENARIO_SCHEMA = 'understudy.scenario/1';

const closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 128 });
/** ms from power-on. */
const Instant = Type.Integer({ minimum: 0, maximum: 86_400_000 });

/** Somebody who plays by a model, from `atMs` until `untilMs` (default: the end). One record stands for all that they do. */
export const PlayerRecord = Type.Object(
  { kind: Type.Literal('player'), atMs: Instant, model: Name, untilMs: Type.Optional(Instant) },
  closed,
);
/** One action on a prop. Without `value` the prop takes its default. */
export const ActRecord = Type.Object(
  { kind: Type.Literal('act'), atMs: Instant, plant: Name, action: Name, value: Type.Optional(Type.Number()) },
  closed,
);
/** What a person asks of the engine. CONFIRM_SAFETY_RESET takes the token that the engine has given out by then. */
export const OperatorRecord = Type.Object(
  {
    kind: Type.Literal('operator'),
    atMs: Instant,
    by: Name,
    request: Type.Object(
      {
        action: Type.Union([
          Type.Literal('STOP_GRAPH'),
          Type.Literal('PAUSE_DISPATCH'),
          Type.Literal('RESUME_DISPATCH'),
          Type.Literal('PAUSE_TIMER'),
          Type.Literal('RESUME_TIMER'),
          Type.Literal('ESTOP'),
          Type.Literal('REQUEST_SAFETY_RESET'),
          Type.Literal('CONFIRM_SAFETY_RESET'),
          Type.Literal('PAUSE_NODE'),
          Type.Literal('RESUME_NODE'),
          Type.Literal('SKIP_NODE'),
          Type.Literal('GO_TO_CHECKPOINT'),
          Type.Literal('HINT'),
          Type.Literal('SKIP_OBJECTIVE'),
          Type.Literal('DISPATCH'),
          Type.Literal('RELEASE'),
        ]),
        node: Type.Optional(Name),
        objective: Type.Optional(Name),
        device: Type.Optional(Name),
        parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      },
      closed,
    ),
  },
  closed,
);
/**
 * A fault of the catalogue, from `atMs` for `forMs` (0: it happens once). `target` is what it hits, in the words of its
 * kind: a controller, a plant, a device; empty for the room's one broker or engine. `values` are its numbers, each in
 * the range that its kind declares; what is left out has its default.
 */
export const FaultRecord = Type.Object(
  {
    kind: Type.Literal('fault'),
    atMs: Instant,
    forMs: Instant,
    fault: Name,
    target: Type.String({ maxLength: 128 }),
    values: Type.Optional(Type.Record(Type.String(), Type.Number())),
  },
  closed,
);
export const PlanRecord = Type.Union([PlayerRecord, ActRecord, OperatorRecord, FaultRecord]);

export const Scenario = Type.Object(
  {
    schema: Type.Literal(SCENARIO_SCHEMA),
    room: Name,
    /** 32 bits. */
    seed: Type.Integer({ minimum: 0, maximum: 0xffffffff }),
    plan: Type.Array(PlanRecord, { maxItems: 10_000 }),
    /** End of the safety phase: every fault is healed here, and the room has 30 s to converge (ADR 0005). */
    healAtMs: Type.Optional(Instant),
    /** The run ends here at the latest; it ends with the game if that is sooner and `healAtMs` is 30 s past. */
    endMs: Instant,
    /** What this scenario is for, in a sentence. */
    note: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  closed,
);

export type PlayerRecord = Static<typeof PlayerRecord>;
export type ActRecord = Static<typeof ActRecord>;
export type OperatorRecord = Static<typeof OperatorRecord>;
export type FaultRecord = Static<typeof FaultRecord>;
export type PlanRecord = Static<typeof PlanRecord>;
export type Scenario = Static<typeof Scenario>;
