/** The game graph with integer ids, its guards, and for every node the nodes that lead to it. */
import { type GraphNode, LAYERS, type Room } from '@understudy/contract';
import type { GuardCompiler } from '../conditions/compile-condition.ts';
import { EngineError } from '../errors.ts';
import type { CompiledDevice, CompiledDispatch, CompiledNode, CompiledObjective } from './compiled-room.ts';
import { NONE } from './compiled-room.ts';
import { checkParameters } from './parameters.ts';

const US_PER_MS = 1000;

export interface GraphContext {
  readonly room: Room;
  readonly devices: readonly CompiledDevice[];
  readonly deviceIndex: ReadonlyMap<string, number>;
  readonly nodeIndex: ReadonlyMap<string, number>;
  readonly guards: GuardCompiler;
}

export function targetList(next: string | readonly string[] | undefined): readonly string[] {
  if (next === undefined) return [];
  return typeof next === 'string' ? [next] : next;
}

export function compileNodes(context: GraphContext): CompiledNode[] {
  const entries = Object.entries(context.room.graph.nodes);
  const objectives = Object.values(context.room.objectives.objectives);
  const nodes = entries.map(([id, definition], index) => {
    const where = `node ${id}`;
    const resolve = (targets: string | readonly string[] | undefined): number[] =>
      targetList(targets).map((target) => find(context.nodeIndex, target, where));
    return {
      index,
      id,
      definition,
      next: resolve(definition.next),
      predecessors: [] as number[],
      group: definition.group === undefined ? NONE : find(context.nodeIndex, definition.group, where),
      start: definition.kind === 'GROUP' ? resolve(definition.start) : [],
      guard: compileGuard(context, definition, where),
      cases:
        definition.kind === 'BRANCH'
          ? definition.cases.map((one) => ({ guard: context.guards.condition(one.when), next: resolve(one.next) }))
          : [],
      dispatch: definition.kind === 'DISPATCH' ? compileDispatch(context, definition, where) : null,
      starts: objectives.flatMap((one, objective) => (one.startsAt === id ? [objective] : [])),
      solves: objectives.flatMap((one, objective) => (one.solvedAt === id ? [objective] : [])),
    };
  });
  for (const node of nodes) {
    const targets = [...node.next, ...node.start, ...node.cases.flatMap((one) => one.next)];
    for (const target of new Set(targets)) nodes[target]?.predecessors.push(node.index);
    if (node.group !== NONE && nodes[node.group]?.definition.kind !== 'GROUP') {
      throw new EngineError('ROOM_REFERENCE', `group of node ${node.id}`, 'a GROUP node', nodes[node.group]?.id ?? '');
    }
  }
  return nodes;
}

/** Objectives with the nodes that lie between their start and their solution, along every edge. */
export function compileObjectives(context: GraphContext, nodes: readonly CompiledNode[]): CompiledObjective[] {
  return Object.entries(context.room.objectives.objectives).map(([id, objective], index) => {
    const startsAt = find(context.nodeIndex, objective.startsAt, `objective ${id}`);
    const solvedAt = find(context.nodeIndex, objective.solvedAt, `objective ${id}`);
    const forward = reach(startsAt, (node) => (node === solvedAt ? [] : successors(nodes[node])));
    const backward = reach(solvedAt, (node) => (node === startsAt ? [] : (nodes[node]?.predecessors ?? [])));
    const between = [...forward].filter((node) => backward.has(node)).sort((a, b) => a - b);
    return { index, id, hints: objective.hints, nodes: between, solvedAt };
  });
}

function successors(node: CompiledNode | undefined): readonly number[] {
  return node === undefined ? [] : [...node.next, ...node.start, ...node.cases.flatMap((one) => one.next)];
}

function reach(from: number, edges: (node: number) => readonly number[]): Set<number> {
  const seen = new Set([from]);
  for (const node of seen) for (const next of edges(node)) seen.add(next);
  return seen;
}

function compileGuard(context: GraphContext, definition: GraphNode, where: string): number {
  if (definition.kind === 'WAIT_CONDITION') return context.guards.condition(definition.condition);
  if (definition.kind !== 'WAIT_STATE_EQUALS') return NONE;
  const device = find(context.deviceIndex, definition.device, where);
  return context.guards.pointer(device, definition.pointer, definition.equals);
}

function compileDispatch(
  context: GraphContext,
  definition: Extract<GraphNode, { kind: 'DISPATCH' }>,
  where: string,
): CompiledDispatch {
  const index = find(context.deviceIndex, definition.device, where);
  const device = context.devices[index];
  const name = String(definition.parameters.op);
  const operation = device?.operations.get(name);
  if (device === undefined || operation === undefined) {
    throw new EngineError('ROOM_REFERENCE', where, `an operation of ${definition.device}`, name);
  }
  const problem = checkParameters(operation, definition.parameters, context.room.manifest.colors);
  if (problem !== null) {
    throw new EngineError('ROOM_INVALID', where, `parameters of ${definition.device} ${name}`, problem);
  }
  const layer = definition.layer ?? 'puzzle';
  if (layer !== 'puzzle' && layer !== 'scene') {
    throw new EngineError('ROOM_INVALID', where, `layer puzzle or scene of ${LAYERS.join()}`, layer);
  }
  return {
    device: index,
    operation,
    parameters: definition.parameters,
    action: definition.action ?? 'SET',
    safetyClass: definition.safetyClass ?? device.safetyClass,
    layer,
    release: definition.release ?? false,
    completionUs: definition.completionMs === undefined ? operation.completionUs : definition.completionMs * US_PER_MS,
  };
}

/** @throws EngineError ROOM_REFERENCE when the id is not there. */
export function find(index: ReadonlyMap<string, number>, id: string, where: string): number {
  const found = index.get(id);
  if (found === undefined) throw new EngineError('ROOM_REFERENCE', where, 'an id that the room has', id);
  return found;
}
