/** The edges of a room's graph, as small integers, and the pairs of them that lie behind one another. */
import type { GraphNode, Room } from '@understudy/contract';

export interface GraphEdges {
  /** Ids in the order of the graph's file, which is the order of the engine's numbers. */
  readonly nodes: readonly string[];
  /** [from, to] by number of the edge. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** Number of the edge, by from * nodes + to. */
  readonly edgeAt: ReadonlyMap<number, number>;
  /** [edge, edge that goes on from where it leads]. */
  readonly pairs: readonly (readonly [first: number, second: number])[];
}

export function graphEdges({ graph }: Room): GraphEdges {
  const nodes = Object.keys(graph.nodes);
  const numbers = new Map(nodes.map((id, number) => [id, number]));
  const edges: (readonly [number, number])[] = [];
  const edgeAt = new Map<number, number>();
  nodes.forEach((id, from) => {
    for (const target of targets(graph.nodes[id])) {
      const to = numbers.get(target);
      const key = from * nodes.length + (to ?? 0);
      if (to === undefined || edgeAt.has(key)) continue;
      edgeAt.set(key, edges.length);
      edges.push([from, to]);
    }
  });
  const leaving = nodes.map((_, node) => edges.flatMap(([from], edge) => (from === node ? [edge] : [])));
  const pairs = edges.flatMap(([, to], first) => (leaving[to] ?? []).map((second) => [first, second] as const));
  return { nodes, edges, edgeAt, pairs };
}

/** Where a path can go from a node: onwards, into a case, or into a group. */
function targets(node: GraphNode | undefined): string[] {
  if (node === undefined) return [];
  const { next, start, cases } = node as {
    next?: string | readonly string[];
    start?: string | readonly string[];
    cases?: readonly { next?: string | readonly string[] }[];
  };
  return [next, start, ...(cases ?? []).map((one) => one.next)].flatMap((one) => one ?? []);
}
