/** Nodes and edges of the game graph with their places: dagre, from left to right, once a graph. */
import { Graph, layout } from '@dagrejs/dagre';
import type { GraphDefinition } from '@understudy/contract';

type GraphNode = GraphDefinition['nodes'][string];

export interface Placed {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** Upper left corner, px. */
  readonly x: number;
  readonly y: number;
}
export interface Edge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}
export interface GraphLayout {
  readonly nodes: readonly Placed[];
  readonly edges: readonly Edge[];
}

export const NODE_WIDTH = 168;
export const NODE_HEIGHT = 54;

const list = (targets: string | readonly string[] | undefined): readonly string[] =>
  targets === undefined ? [] : typeof targets === 'string' ? [targets] : targets;

/** Where a node leads: its `next`, a BRANCH's cases, a GROUP's first nodes. */
export function targetsOf(node: GraphNode): readonly string[] {
  const own = list(node.next);
  if (node.kind === 'BRANCH') return [...new Set([...node.cases.flatMap((each) => list(each.next)), ...own])];
  if (node.kind === 'GROUP') return [...new Set([...list(node.start), ...own])];
  return own;
}

/** What a node is called: its title, else what it does. */
export function nodeTitle(id: string, node: GraphNode): string {
  if (node.title !== undefined) return node.title;
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Lays a graph out; edges to nodes that do not exist are left out. */
export function layoutGraph(graph: GraphDefinition): GraphLayout {
  const drawing = new Graph();
  drawing.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 56, marginx: 16, marginy: 16 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const id of Object.keys(graph.nodes)) drawing.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  const edges: Edge[] = [];
  for (const [from, node] of Object.entries(graph.nodes)) {
    for (const to of targetsOf(node)) {
      if (graph.nodes[to] === undefined) continue;
      edges.push({ id: `${from} ${to}`, from, to });
      drawing.setEdge(from, to);
    }
  }
  layout(drawing);
  const nodes = Object.entries(graph.nodes).map(([id, node]): Placed => {
    const at = drawing.node(id) as { readonly x: number; readonly y: number };
    return { id, kind: node.kind, title: nodeTitle(id, node), x: at.x - NODE_WIDTH / 2, y: at.y - NODE_HEIGHT / 2 };
  });
  return { nodes, edges };
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Without anything active, this much of the graph's beginning is shown, px. */
const BEGINNING_PX = 900;

/** The smallest rectangle round these nodes; groups count only when nothing else does, for their members are more telling. */
export function boundsOf({ nodes }: GraphLayout, ids: readonly string[]): Bounds {
  const wanted = new Set(ids);
  const named = nodes.filter(({ id, x }) => (wanted.size === 0 ? x < BEGINNING_PX : wanted.has(id)));
  const inner = named.filter(({ kind }) => kind !== 'GROUP');
  const shown = inner.length > 0 ? inner : named;
  if (shown.length === 0) return { x: 0, y: 0, width: NODE_WIDTH, height: NODE_HEIGHT };
  const x = Math.min(...shown.map((node) => node.x));
  const y = Math.min(...shown.map((node) => node.y));
  const width = Math.max(...shown.map((node) => node.x)) + NODE_WIDTH - x;
  return { x, y, width, height: Math.max(...shown.map((node) => node.y)) + NODE_HEIGHT - y };
}
