/** From a loaded room to what the engine runs. Unknown ids and impossible values are refused here, once. */
import type { Room } from '@understudy/contract';
import { GuardCompiler } from '../conditions/compile-condition.ts';
import { EngineError } from '../errors.ts';
import { compileDevices } from './compile-devices.ts';
import { compileNodes, compileObjectives, find, type GraphContext, targetList } from './compile-graph.ts';
import type { CompiledDevice, CompiledRoom, RuleOperation } from './compiled-room.ts';

/** Neither of the two is ever changed, so engines of one room share what it compiles to. */
const COMPILED = new WeakMap<Room, CompiledRoom>();

/** @throws EngineError ROOM_REFERENCE for an id that the room does not have, ROOM_INVALID for a value that cannot be. */
export function compileRoom(room: Room): CompiledRoom {
  const known = COMPILED.get(room);
  if (known !== undefined) return known;
  const compiled = compile(room);
  COMPILED.set(room, compiled);
  return compiled;
}

function compile(room: Room): CompiledRoom {
  const { controllers, devices, outputs } = compileDevices(room);
  const controllerIndex = indexById(controllers);
  const deviceIndex = indexById(devices);
  const nodeIndex = new Map(Object.keys(room.graph.nodes).map((id, index) => [id, index]));
  const objectiveIndex = new Map(Object.keys(room.objectives.objectives).map((id, index) => [id, index]));
  const guards = new GuardCompiler({
    device: (id) => find(deviceIndex, id, 'condition'),
    objective: (id) => find(objectiveIndex, id, 'condition'),
  });
  const context: GraphContext = { room, devices, deviceIndex, nodeIndex, guards };
  const nodes = compileNodes(context);
  const objectives = compileObjectives(context, nodes);
  const rule = (one: { device: string; op: string }, where: string): RuleOperation =>
    ruleOperation(devices, deviceIndex, one, where);
  const interlocks = Object.entries(room.rules.interlocks).map(([id, interlock], index) => ({
    index,
    id,
    guard: guards.condition(interlock.when),
    forbid: (interlock.forbid ?? []).map((one) => rule(one, `interlock ${id}`)),
    force: (interlock.force ?? []).map((one) => rule(one, `interlock ${id}`)),
    holdUs: (interlock.holdMs ?? 0) * 1000,
  }));
  const exclusives = Object.entries(room.rules.exclusive ?? {}).map(([id, members]) => ({
    id,
    members: members.map((one) => rule(one, `exclusive ${id}`)),
  }));
  return {
    source: room,
    id: room.manifest.room,
    gameUs: room.manifest.gameMs * 1000,
    controllers,
    controllerIndex,
    devices,
    deviceIndex,
    outputs,
    nodes,
    nodeIndex,
    startNodes: targetList(room.graph.start).map((id) => find(nodeIndex, id, 'start of the graph')),
    objectives,
    objectiveIndex,
    interlocks,
    exclusives,
    guards: guards.table(),
  };
}

function indexById(list: readonly { readonly id: string }[]): Map<string, number> {
  const index = new Map<string, number>();
  list.forEach((one, position) => {
    if (index.has(one.id)) throw new EngineError('ROOM_INVALID', 'ids of the room', 'each id once', one.id);
    index.set(one.id, position);
  });
  return index;
}

function ruleOperation(
  devices: readonly CompiledDevice[],
  deviceIndex: ReadonlyMap<string, number>,
  rule: { device: string; op: string },
  where: string,
): RuleOperation {
  const device = find(deviceIndex, rule.device, where);
  const operation = devices[device]?.operations.get(rule.op);
  if (operation === undefined)
    throw new EngineError('ROOM_REFERENCE', where, `an operation of ${rule.device}`, rule.op);
  return { device, operation };
}
