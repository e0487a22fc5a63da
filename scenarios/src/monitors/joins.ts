/** The JOINs of a game graph, and which paths lead to them: worked out once a room, for it costs more than a second of a game. */
import type { GraphDefinition, GraphNode } from '@understudy/contract';
import { type Edges, list, reachable } from './graph-edges.ts';

/** A JOIN that is come to once in a run. */
export interface Join {
  readonly id: string;
  /** Nodes whose paths it waits for. */
  readonly before: readonly Predecessor[];
  /** How many of them have to arrive. */
  readonly need: number;
  /** Nodes that no path comes to but through it. */
  readonly behind: ReadonlySet<string>;
}

export interface Predecessor {
  readonly id: string;
  /** Nodes whose paths may still come to it, itself included; none when it is on a circle, for it may have arrived before. */
  readonly ahead: ReadonlySet<string>;
}

/** `onceNodes`: those off every circle. */
export function joinsOf({ nodes, start }: GraphDefinition, edges: Edges, onceNodes: ReadonlySet<string>): Join[] {
  const everywhere = reachable(edges, list(start));
  return Object.entries(nodes).flatMap(([id, node]) => {
    if (node.kind !== 'JOIN' || !onceNodes.has(id)) return [];
    const without = new Map([...edges].filter(([from]) => from !== id));
    const elsewhere = reachable(without, list(start));
    const behind = new Set([...everywhere].filter((one) => one !== id && !elsewhere.has(one)));
    // What a GROUP begins with is active beside it: the GROUP itself goes on to `next` alone.
    const backward = reversed([...without].map(([from, next]) => [from, onwardOf(nodes[from], next)]));
    const before = [...edges]
      .filter(([, next]) => next.includes(id))
      .map(([from]) => ({ id: from, ahead: onceNodes.has(from) ? reachable(backward, [from]) : new Set<string>() }));
    return [{ id, before, need: node.need ?? before.length, behind }];
  });
}

function onwardOf(node: GraphNode | undefined, next: readonly string[]): readonly string[] {
  // A path may come when its JOIN has gone on without it: it ends there.
  if (node?.kind === 'JOIN' && node.need !== undefined) return [];
  return node?.kind === 'GROUP' ? list(node.next) : next;
}

function reversed(edges: Iterable<readonly [string, readonly string[]]>): Edges {
  const backward = new Map<string, string[]>();
  for (const [from, next] of edges) {
    for (const to of next) {
      const sources = backward.get(to);
      if (sources === undefined) backward.set(to, [from]);
      else sources.push(from);
    }
  }
  return backward;
}
