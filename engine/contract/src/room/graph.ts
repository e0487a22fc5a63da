import { type Static, Type } from 'typebox';
import { ACTIONS, LAYERS, SAFETY_CLASSES } from '../vocabulary.ts';
import { Id, IdRecord, Literals, Span } from './common.ts';
import { Condition } from './condition.ts';

const Targets = Type.Union([Id, Type.Array(Id)], {
  description: 'node id, or a list for parallel paths; an empty list ends the path',
});
const Common = { title: Type.Optional(Type.String()), group: Type.Optional(Id), next: Type.Optional(Targets) };
const closed = { additionalProperties: false } as const;

/** Parameters of a command; `op` names the operation of the device. */
const Parameters = Type.Record(Type.String(), Type.Unknown());

/** A game graph's nodes, by kind. `next` is followed when the node is done; a path that fails pauses at its node. */
export const GraphNode = Type.Union([
  Type.Object({ kind: Type.Literal('NOOP'), ...Common }, closed),
  Type.Object({ kind: Type.Literal('DELAY'), ms: Span, ...Common }, closed),
  /** Done when the command is COMPLETED. `layer` is puzzle or scene; the output stays claimed until RELEASE or the run ends. */
  Type.Object(
    {
      kind: Type.Literal('DISPATCH'),
      device: Id,
      action: Type.Optional(Literals(ACTIONS)),
      parameters: Parameters,
      safetyClass: Type.Optional(Literals(SAFETY_CLASSES)),
      layer: Type.Optional(Literals(LAYERS)),
      release: Type.Optional(Type.Boolean({ description: 'give the output back when the command has ended' })),
      completionMs: Type.Optional(Span),
      ...Common,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('CUE'),
      cue: Id,
      address: Type.String(),
      args: Type.Optional(Type.Array(Type.Union([Type.Number(), Type.Boolean(), Type.String()]))),
      ...Common,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('WAIT_STATE_EQUALS'),
      device: Id,
      pointer: Type.String({ pattern: '^(/[^/]+)+$' }),
      equals: Type.Union([Type.Boolean(), Type.Number(), Type.String()]),
      timeoutMs: Type.Optional(Span),
      ...Common,
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('WAIT_CONDITION'), condition: Condition, timeoutMs: Type.Optional(Span), ...Common },
    closed,
  ),
  /** The first case whose condition holds is taken, else `next`. */
  Type.Object(
    {
      kind: Type.Literal('BRANCH'),
      cases: Type.Array(Type.Object({ when: Condition, next: Targets }, closed), { minItems: 1 }),
      ...Common,
    },
    closed,
  ),
  /** Fires once, when every node that leads here has arrived (`need`: that many of them). */
  Type.Object({ kind: Type.Literal('JOIN'), need: Type.Optional(Type.Integer({ minimum: 1 })), ...Common }, closed),
  Type.Object({ kind: Type.Literal('CHECKPOINT'), ...Common }, closed),
  /** Runs the nodes from `start`; done when every path inside has ended. Members name it in `group`. */
  Type.Object({ kind: Type.Literal('GROUP'), start: Targets, ...Common }, closed),
  /** Ends the game with this outcome when a path arrives. */
  Type.Object({ kind: Type.Literal('END'), outcome: Literals(['won', 'lost']), ...Common }, closed),
]);

/** `graph.yaml`: the game. */
export const GraphDefinition = Type.Object(
  { version: Type.String(), start: Targets, nodes: IdRecord(GraphNode) },
  closed,
);

export type GraphNode = Static<typeof GraphNode>;
export type GraphDefinition = Static<typeof GraphDefinition>;
