/** Checks of the paths of a graph: what can be reached, joins, groups, and loops that would never end. */
import type { GraphDefinition, GraphNode } from '../graph.ts';
import type { Reporter } from './catalogue.ts';

/** Kinds that are done in the instant in which they are entered. */
const INSTANT: ReadonlySet<GraphNode['kind']> = new Set(['NOOP', 'BRANCH', 'CHECKPOINT', 'JOIN', 'CUE', 'GROUP']);

type Targets = string | readonly string[];
const list = (targets: Targets | undefined): readonly string[] =>
  targets === undefined ? [] : typeof targets === 'string' ? [targets] : targets;

/** Nodes that a node hands on to: `next` and the cases of a branch. An END hands on to nothing. */
function following(node: GraphNode): readonly string[] {
  if (node.kind === 'END') return [];
  const cases = node.kind === 'BRANCH' ? node.cases.flatMap((branch) => list(branch.next)) : [];
  return [...cases, ...list(node.next)];
}

export function checkFlow(graph: GraphDefinition, report: Reporter): void {
  const nodes = new Map(Object.entries(graph.nodes));
  checkReach(graph, nodes, report);
  checkJoins(nodes, report);
  checkGroups(graph, nodes, report);
  checkLoops(nodes, report);
}

function checkReach(graph: GraphDefinition, nodes: ReadonlyMap<string, GraphNode>, report: Reporter): void {
  const reached = new Set<string>();
  const open = [...list(graph.start)];
  let ends = false;
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes.get(id);
    if (node === undefined || reached.has(id)) continue;
    reached.add(id);
    if (node.kind === 'END') ends = true;
    open.push(...following(node));
    if (node.kind === 'GROUP') open.push(...list(node.start));
  }
  for (const id of nodes.keys()) {
    if (!reached.has(id)) report.add('UNREACHABLE_NODE', ['nodes', id], 'a path from start', 'none');
  }
  if (!ends) report.add('NO_END', ['start'], 'a path to an END', 'none');
}

function checkJoins(nodes: ReadonlyMap<string, GraphNode>, report: Reporter): void {
  const inputs = new Map<string, Set<string>>();
  for (const [id, node] of nodes) {
    for (const target of following(node)) inputs.set(target, (inputs.get(target) ?? new Set()).add(id));
  }
  for (const [id, node] of nodes) {
    if (node.kind !== 'JOIN') continue;
    const count = inputs.get(id)?.size ?? 0;
    const needed = node.need ?? 2;
    if (count < Math.max(2, needed)) {
      report.add('JOIN_INPUTS', ['nodes', id], `${Math.max(2, needed)} nodes or more that lead here`, `${count}`);
    }
  }
}

function checkGroups(graph: GraphDefinition, nodes: ReadonlyMap<string, GraphNode>, report: Reporter): void {
  for (const [at, id] of list(graph.start).entries()) {
    const group = nodes.get(id)?.group;
    const path = typeof graph.start === 'string' ? ['start'] : ['start', at];
    if (group !== undefined) report.add('GROUP_EDGE', path, 'a node of no group', `${id} of ${group}`);
  }
  for (const [id, node] of nodes) {
    if (node.group !== undefined && nodes.get(node.group)?.kind !== 'GROUP') {
      report.add('UNKNOWN_GROUP', ['nodes', id, 'group'], 'a node of kind GROUP', node.group);
    }
    for (const target of following(node)) {
      const other = nodes.get(target);
      if (other === undefined || other.group === node.group) continue;
      const expected = node.group === undefined ? 'a node of no group' : `a member of ${node.group}`;
      report.add('GROUP_EDGE', ['nodes', id], expected, `${target}, of ${other.group ?? 'no group'}`);
    }
    if (node.kind !== 'GROUP') continue;
    const start = list(node.start);
    if (start.length === 0) report.add('GROUP_START', ['nodes', id, 'start'], 'a member', 'none');
    for (const member of start) {
      const other = nodes.get(member);
      if (other === undefined || other.group === id) continue;
      report.add(
        'GROUP_START',
        ['nodes', id, 'start'],
        `a member of ${id}`,
        `${member}, of ${other.group ?? 'no group'}`,
      );
    }
  }
}

/** Depth first over the nodes that take no time; a node met again on the way down closes a loop. */
function checkLoops(nodes: ReadonlyMap<string, GraphNode>, report: Reporter): void {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (id: string): void => {
    const node = nodes.get(id);
    if (node === undefined || !INSTANT.has(node.kind) || done.has(id)) return;
    const met = way.indexOf(id);
    if (met >= 0) {
      const loop = [...way.slice(met), id].join(' -> ');
      report.add('INSTANT_LOOP', ['nodes', id], 'a node that waits in every loop', loop);
      return;
    }
    way.push(id);
    for (const target of following(node)) visit(target);
    way.pop();
    done.add(id);
  };
  for (const id of nodes.keys()) visit(id);
}
