import { type Static, Type } from 'typebox';
import { Id, IdRecord, Note, Span } from './common.ts';
import type { ControllerDefinition } from './controller.ts';
import type { GraphDefinition } from './graph.ts';
import type { ObjectivesDefinition } from './objectives.ts';
import type { PhysicsDefinition } from './physics.ts';
import type { PlayerDefinition } from './player.ts';
import type { ReadyDefinition } from './ready.ts';
import type { RulesDefinition } from './rules.ts';

const closed = { additionalProperties: false } as const;

/** `room.yaml`: the room itself, its zones and its hardwired circuits. */
export const RoomManifest = Type.Object(
  {
    schema: Type.Literal('understudy-room/1'),
    room: Id,
    title: Type.String(),
    story: Type.Optional(Type.String()),
    gameMs: Span,
    zones: IdRecord(Type.Object({ title: Type.String() }, closed)),
    colors: Type.Optional(IdRecord(Type.String({ pattern: '^#[0-9a-f]{6}$' }))),
    circuits: Type.Object(
      {
        estop: Type.Object(
          { buttons: IdRecord(Type.Object({ title: Type.String(), zone: Id }, closed)), dropOutMs: Span },
          closed,
        ),
        egress: Type.Object(
          {
            releaseMs: Span,
            buttons: IdRecord(Type.Object({ title: Type.String(), zone: Id, releases: Type.Array(Id) }, closed)),
          },
          closed,
        ),
      },
      closed,
    ),
    unused: Type.Optional(
      IdRecord(Type.String(), {
        description: 'device to the reason why the game does not use it; where given, every other device is used',
      }),
    ),
    notes: Type.Optional(Type.Array(Note)),
  },
  closed,
);
export type RoomManifest = Static<typeof RoomManifest>;

/** A whole room as loaded: plain JSON, the same in Node and in a Web Worker. */
export interface Room {
  readonly manifest: RoomManifest;
  readonly controllers: readonly ControllerDefinition[];
  readonly graph: GraphDefinition;
  readonly objectives: ObjectivesDefinition;
  readonly rules: RulesDefinition;
  readonly physics: readonly PhysicsDefinition[];
  readonly players: Readonly<Record<string, PlayerDefinition>>;
  /** Absent where a room says nothing of what must be before a game. */
  readonly ready?: ReadyDefinition;
}
