/** What a plan for a room can name: its props and what is done to them, its nodes, objectives, operations, and faults. */
import type { OperationDefinition } from '@understudy/contract';
import { CIRCUIT_MODELS, findModel, type ModelAction } from '@understudy/sim-devices';
import { FAULTS } from '../faults/catalogue.ts';
import type { FaultKind } from '../faults/fault-kind.ts';
import type { RoomIndex } from '../monitors/room-index.ts';
import { busyNames, earlyNames, likelyTargets, named, openingNames } from './busy.ts';
import { operationsOn } from './occasions.ts';

/** One thing that a person can do to one prop. */
export interface PropAction {
  readonly plant: string;
  /** `model.action`, as in `valve.turn`: swarms draw kinds, not props. */
  readonly kind: string;
  readonly action: string;
  readonly value: ModelAction['value'];
}
export interface NamedOperation {
  readonly device: string;
  readonly op: string;
  readonly operation: OperationDefinition;
}
export interface AimedFault {
  readonly kind: FaultKind;
  readonly targets: readonly string[];
  /** Those of them that are at work in a game. */
  readonly likely: readonly string[];
  /** Those of them that are at work at the beginning of every game. */
  readonly opening: readonly string[];
  /** Those of them that also a careful player comes to soon. */
  readonly early: readonly string[];
}

export interface Vocabulary {
  readonly room: string;
  readonly gameMs: number;
  readonly models: readonly string[];
  readonly props: readonly PropAction[];
  /** E-stop and release buttons. */
  readonly buttons: readonly PropAction[];
  readonly nodes: readonly string[];
  readonly objectives: readonly string[];
  readonly operations: readonly NamedOperation[];
  /** What makes a device, a controller's devices or a prop do something, by name of that. */
  readonly operationsOn: ReadonlyMap<string, readonly NamedOperation[]>;
  /** Kinds of fault that find a target in this room. */
  readonly faults: readonly AimedFault[];
}

/** Models of people that every room with the rules of a `solver` has; without them `solver` and `impatient` are left out. */
export const PLAYER_MODELS = ['solver', 'impatient', 'random', 'adversarial', 'idle'] as const;

/** `faults`: names of the catalogue to draw from; default all. */
export function vocabularyOf(index: RoomIndex, faults: Iterable<string> = FAULTS.keys()): Vocabulary {
  const { manifest, graph, objectives, players } = index.room;
  const busy = busyNames(index);
  const opening = openingNames(index);
  const early = earlyNames(index);
  const operations = [...index.devices.values()].flatMap(({ id, definition }) =>
    Object.entries(definition.operations ?? {}).map(([op, operation]) => ({ device: id, op, operation })),
  );
  const hasSolver = players.solver !== undefined;
  return {
    room: manifest.room,
    gameMs: manifest.gameMs,
    models: PLAYER_MODELS.filter((model) => hasSolver || (model !== 'solver' && model !== 'impatient')),
    props: [...index.plants.values()].flatMap(({ id, definition }) => actionsOf(id, definition.model)),
    buttons: buttonsOf(index),
    nodes: Object.keys(graph.nodes),
    objectives: Object.keys(objectives.objectives),
    operations,
    operationsOn: operationsOn(index, operations),
    faults: [...faults]
      .map((name) => FAULTS.get(name))
      .filter((kind) => kind !== undefined)
      .map((kind) => ({ kind, targets: kind.targets(index) }))
      .map((aimed) => ({
        ...aimed,
        likely: likelyTargets(aimed.targets, busy),
        opening: named(aimed.targets, opening),
        early: named(aimed.targets, early),
      }))
      .filter(({ targets }) => targets.length > 0),
  };
}

/** Everything that a person can do to a prop of the model. */
export function actionsOf(plant: string, model: string): PropAction[] {
  return Object.entries(findModel(model)?.actions ?? {}).map(([action, { value }]) => ({
    plant,
    kind: `${model}.${action}`,
    action,
    value,
  }));
}

function buttonsOf({ room }: RoomIndex): PropAction[] {
  const { estop, egress } = room.manifest.circuits;
  const of = (model: 'estop_button' | 'egress_button', prefix: string, names: readonly string[]) =>
    names.flatMap((name) =>
      Object.entries(CIRCUIT_MODELS[model]?.actions ?? {}).map(([action, { value }]: [string, ModelAction]) => ({
        plant: `${prefix}_${name}`,
        kind: `${model}.${action}`,
        action,
        value,
      })),
    );
  return [
    ...of('estop_button', 'estop', Object.keys(estop.buttons)),
    ...of('egress_button', 'egress', Object.keys(egress.buttons)),
  ];
}
