/** The edges of a game graph, as monitors read them: apart from the engine's own code on purpose. */
import type { GraphDefinition } from '@understudy/contract';

/** Nodes that a node may lead to: `next`, the start of a group, and the cases of a branch. */
export function successors({ nodes }: GraphDefinition, id: string): readonly string[] {
  const node = nodes[id];
  if (node === undefined) return [];
  return [
    ...list(node.next),
    ...(node.kind === 'GROUP' ? list(node.start) : []),
    ...(node.kind === 'BRANCH' ? node.cases.flatMap((branch) => list(branch.next)) : []),
  ];
}

/** Every node that can be reached from these, themselves included. */
export function reachable(graph: GraphDefinition, from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    open.push(...successors(graph, node));
  }
  return reached;
}

/** Nodes that no path leads back to: each is come to once in a run. */
export function nodesOffCycles(graph: GraphDefinition): Set<string> {
  const edges = new Map(Object.keys(graph.nodes).map((id) => [id, successors(graph, id)]));
  const leadsBack = (id: string): boolean => {
    const reached = new Set<string>();
    const open = [...(edges.get(id) ?? [])];
    for (let node = open.pop(); node !== undefined && !reached.has(id); node = open.pop()) {
      if (reached.has(node)) continue;
      reached.add(node);
      open.push(...(edges.get(node) ?? []));
    }
    return reached.has(id);
  };
  return new Set([...edges.keys()].filter((id) => !leadsBack(id)));
}

export function list(targets: string | readonly string[] | undefined): readonly string[] {
  if (targets === undefined) return [];
  return typeof targets === 'string' ? [targets] : targets;
}
