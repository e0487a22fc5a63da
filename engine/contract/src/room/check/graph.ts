/** Checks of `graph.yaml`, node by node; what concerns paths is in graph-flow.ts. */
import { checkParameters } from '../../validate/parameters.ts';
import type { GraphNode } from '../graph.ts';
import { Reporter, type RoomProblem } from './catalogue.ts';
import { checkCondition, checkEquals } from './conditions.ts';
import { checkFlow } from './graph-flow.ts';
import { ROOM_FILES, type RoomIndex } from './room-index.ts';

type Path = readonly (string | number)[];
type Dispatch = Extract<GraphNode, { kind: 'DISPATCH' }>;

export function checkGraph(index: RoomIndex, problems: RoomProblem[]): void {
  const report = new Reporter(ROOM_FILES.graph, problems);
  const { graph } = index.room;
  checkTargets(index, graph.start, ['start'], report);
  for (const [id, node] of Object.entries(graph.nodes)) {
    const path = ['nodes', id];
    if (node.next !== undefined) checkTargets(index, node.next, [...path, 'next'], report);
    checkNode(index, node, path, report);
  }
  checkFlow(graph, report);
}

function checkNode(index: RoomIndex, node: GraphNode, path: Path, report: Reporter): void {
  switch (node.kind) {
    case 'DISPATCH':
      checkDispatch(index, node, path, report);
      return;
    case 'WAIT_STATE_EQUALS': {
      const [property = ''] = node.pointer.slice(1).split('/');
      checkEquals(index, node.device, property, node.equals, path, report, 'pointer');
      return;
    }
    case 'WAIT_CONDITION':
      checkCondition(index, node.condition, [...path, 'condition'], report);
      return;
    case 'BRANCH':
      node.cases.forEach((branch, at) => {
        checkCondition(index, branch.when, [...path, 'cases', at, 'when'], report);
        checkTargets(index, branch.next, [...path, 'cases', at, 'next'], report);
      });
      return;
    case 'GROUP':
      checkTargets(index, node.start, [...path, 'start'], report);
      return;
    default:
  }
}

function checkTargets(index: RoomIndex, targets: string | readonly string[], path: Path, report: Reporter): void {
  const list = typeof targets === 'string' ? [targets] : targets;
  list.forEach((target, at) => {
    if (index.nodes.has(target)) return;
    report.unknown('UNKNOWN_NODE', typeof targets === 'string' ? path : [...path, at], target, index.nodes);
  });
}

function checkDispatch(index: RoomIndex, node: Dispatch, path: Path, report: Reporter): void {
  if (node.layer === 'safety' || node.layer === 'manual') {
    report.add('RESERVED_LAYER', [...path, 'layer'], 'puzzle or scene', node.layer);
  }
  const device = index.devices.get(node.device);
  if (device === undefined) {
    report.unknown('UNKNOWN_DEVICE', [...path, 'device'], node.device, index.devices.keys());
    return;
  }
  if (node.action !== undefined && node.action !== 'SET') {
    report.add('UNSUPPORTED_ACTION', [...path, 'action'], 'SET', node.action);
  }
  if (node.safetyClass === 'NON_CRITICAL' && device.definition.safetyClass === 'CRITICAL') {
    report.add('LOWER_SAFETY_CLASS', [...path, 'safetyClass'], 'CRITICAL', node.safetyClass);
  }
  const { op } = node.parameters;
  if (typeof op !== 'string') {
    report.add('UNKNOWN_OPERATION', [...path, 'parameters'], 'a string op', typeof op);
    return;
  }
  const definitions = device.operations.get(op);
  if (definitions === undefined) {
    report.unknown('UNKNOWN_OPERATION', [...path, 'parameters', 'op'], op, device.operations.keys());
    return;
  }
  const fault = checkParameters(definitions, node.parameters, index.colors);
  if (fault === undefined) return;
  const given = Object.hasOwn(node.parameters, fault.parameter);
  const where = given ? [...path, 'parameters', fault.parameter] : [...path, 'parameters'];
  report.add('OPERATION_PARAMETERS', where, `${fault.parameter}: ${fault.expected}`, fault.seen);
}
