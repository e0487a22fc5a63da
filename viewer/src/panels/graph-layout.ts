/** Nodes and edges of the game graph with their places: dagre, from left to right, once a chapter; chapters one below the other. */
import { Graph, layout } from '@dagrejs/dagre';
import type { GraphDefinition } from '@understudy/contract';
import type { Chapters } from './graph-chapters.ts';

type GraphNode = GraphDefinition['nodes'][string];

export interface Placed {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** Chapters that are not drawn and to which it leads, by title. */
  readonly onward: readonly string[];
  /** Upper left corner, px. */
  readonly x: number;
  readonly y: number;
}
export interface Edge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}
/** The heading of a chapter. */
export interface Heading {
  readonly id: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
}
export interface GraphLayout {
  readonly nodes: readonly Placed[];
  readonly edges: readonly Edge[];
  readonly headings: readonly Heading[];
}

export const NODE_WIDTH = 168;
export const NODE_HEIGHT = 54;
const MARGIN_PX = 16;
/** Above a chapter's nodes, with its heading. */
const HEADING_PX = 44;

/** Targets as a list. */
export const list = (targets: string | readonly string[] | undefined): readonly string[] =>
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

interface Spot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}
interface Plan {
  readonly spots: readonly Spot[];
  readonly height: number;
}

/** Lays chapters out, each once however often it is asked for. */
export class GraphPlanner {
  readonly graph: GraphDefinition;
  readonly chapters: Chapters;
  private readonly plans = new Map<number, Plan>();

  constructor(graph: GraphDefinition, chapters: Chapters) {
    this.graph = graph;
    this.chapters = chapters;
  }

  /** The chapters at these places of `chapters.all`, from top to bottom; edges to what does not exist are left out. */
  layout(wanted: readonly number[]): GraphLayout {
    const { graph, chapters } = this;
    const shown = new Set(wanted);
    const nodes: Placed[] = [];
    const edges: Edge[] = [];
    const headings: Heading[] = [];
    let top = 0;
    for (const at of wanted) {
      const { spots, height } = this.plan(at);
      headings.push({ id: `chapter ${at}`, title: chapters.all[at]?.title ?? '', x: MARGIN_PX, y: top + MARGIN_PX });
      for (const { id, x, y } of spots) {
        const node = graph.nodes[id];
        if (node === undefined) continue;
        const onward = new Set<string>();
        for (const to of targetsOf(node)) {
          const there = chapters.of.get(to);
          if (there === undefined) continue;
          if (shown.has(there)) edges.push({ id: `${id} ${to}`, from: id, to });
          else onward.add(chapters.all[there]?.title ?? '');
        }
        nodes.push({
          id,
          kind: node.kind,
          title: nodeTitle(id, node),
          onward: [...onward],
          x,
          y: top + HEADING_PX + y,
        });
      }
      top += HEADING_PX + height;
    }
    return { nodes, edges, headings };
  }

  private plan(at: number): Plan {
    const known = this.plans.get(at) ?? planOf(this.graph, this.chapters.all[at]?.nodes ?? []);
    this.plans.set(at, known);
    return known;
  }
}

/** Places of some nodes of a graph by their edges among themselves. */
function planOf(graph: GraphDefinition, ids: readonly string[]): Plan {
  const drawing = new Graph();
  drawing.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 56, marginx: MARGIN_PX, marginy: MARGIN_PX });
  drawing.setDefaultEdgeLabel(() => ({}));
  const members = new Set(ids);
  for (const id of ids) drawing.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const id of ids) {
    const node = graph.nodes[id];
    for (const to of node === undefined ? [] : targetsOf(node)) if (members.has(to)) drawing.setEdge(id, to);
  }
  layout(drawing);
  const spots = ids.map((id): Spot => {
    const { x, y } = drawing.node(id) as { readonly x: number; readonly y: number };
    return { id, x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 };
  });
  return { spots, height: Math.max(0, ...spots.map(({ y }) => y + NODE_HEIGHT)) + MARGIN_PX };
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Without anything active, this much of the graph's beginning is shown, px. */
const BEGINNING_PX = 900;

/**
 * The rectangle round as many of these nodes, the first ones first, as fit into `room` together; at least one. Groups
 * count only when nothing else does, for their members are more telling. Without any of them: the beginning.
 */
export function boundsOf(
  { nodes }: GraphLayout,
  ids: readonly string[],
  room?: { width: number; height: number },
): Bounds {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const named = ids.flatMap((id) => byId.get(id) ?? []);
  const inner = named.filter(({ kind }) => kind !== 'GROUP');
  const wanted = inner.length > 0 ? inner : named;
  if (wanted.length === 0) {
    const top = Math.min(...nodes.map(({ y }) => y));
    const begin = nodes.filter(
      ({ x, y }) => x < BEGINNING_PX && (room === undefined || y + NODE_HEIGHT - top < room.height),
    );
    return around(begin) ?? { x: 0, y: 0, width: NODE_WIDTH, height: NODE_HEIGHT };
  }
  let best = around(wanted.slice(0, 1));
  for (let count = 2; count <= wanted.length; count += 1) {
    const wider = around(wanted.slice(0, count));
    if (wider === undefined) break;
    if (room !== undefined && (wider.width > room.width || wider.height > room.height)) break;
    best = wider;
  }
  return best ?? { x: 0, y: 0, width: NODE_WIDTH, height: NODE_HEIGHT };
}

function around(nodes: readonly Placed[]): Bounds | undefined {
  if (nodes.length === 0) return undefined;
  const x = Math.min(...nodes.map((node) => node.x));
  const y = Math.min(...nodes.map((node) => node.y));
  const width = Math.max(...nodes.map((node) => node.x)) + NODE_WIDTH - x;
  return { x, y, width, height: Math.max(...nodes.map((node) => node.y)) + NODE_HEIGHT - y };
}
