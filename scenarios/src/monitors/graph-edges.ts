/** The edges of a game graph, as monitors read them: apart from the engine's own code on purpose. */
import type { GraphDefinition } from '@understudy/contract';

/** Where each node may lead to. */
export type Edges = ReadonlyMap<string, readonly string[]>;

/** `next`, the start of a group, and the cases of a branch. */
export function edgesOf({ nodes }: GraphDefinition): Edges {
  return new Map(
    Object.entries(nodes).map(([id, node]) => [
      id,
      [
        ...list(node.next),
        ...(node.kind === 'GROUP' ? list(node.start) : []),
        ...(node.kind === 'BRANCH' ? node.cases.flatMap((branch) => list(branch.next)) : []),
      ],
    ]),
  );
}

/** Every node that can be reached from these, themselves included. */
export function reachable(edges: Edges, from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    open.push(...(edges.get(node) ?? []));
  }
  return reached;
}

/** Nodes that no path leads back to: each is come to once in a run. Those on circles make knots of Tarjan's algorithm. */
export function nodesOffCycles(edges: Edges): Set<string> {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const single = new Set<string>();
  /** The earliest node on the stack that `id` leads back to. */
  const visit = (id: string): number => {
    const mine = order.size;
    order.set(id, mine);
    const place = stack.push(id) - 1;
    const next = edges.get(id) ?? [];
    let lowest = mine;
    for (const to of next) {
      const known = order.get(to);
      if (known === undefined) lowest = Math.min(lowest, visit(to));
      else if (stack.includes(to)) lowest = Math.min(lowest, known);
    }
    if (lowest === mine) {
      const knot = stack.splice(place);
      if (knot.length === 1 && !next.includes(id)) single.add(id);
    }
    return lowest;
  };
  for (const id of edges.keys()) if (!order.has(id)) visit(id);
  return single;
}

export function list(targets: string | readonly string[] | undefined): readonly string[] {
  if (targets === undefined) return [];
  return typeof targets === 'string' ? [targets] : targets;
}
