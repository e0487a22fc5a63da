/** The game graph by chapters: one an objective, from the node that starts it to where the next one begins. */
import type { GraphDefinition, ObjectivesDefinition } from '@understudy/contract';
import { matchesWords } from '../app/matching.ts';
import type { NodeView, ObjectiveView } from '../live/view.ts';
import { list, nodeTitle, targetsOf } from './graph-layout.ts';

export interface Chapter {
  /** Id of the objective; `beginning` before the first one, `apart` for nodes that no path reaches. */
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly string[];
}
export interface Chapters {
  readonly all: readonly Chapter[];
  /** Place in `all` of every node's chapter. */
  readonly of: ReadonlyMap<string, number>;
}

/** Sorts every node to the objective whose start is the fewest steps behind it; of two as near, to the later one. */
export function chaptersOf(graph: GraphDefinition, objectives: ObjectivesDefinition['objectives']): Chapters {
  const [opening = ''] = list(graph.start);
  const first = graph.nodes[opening];
  const titles = [{ id: 'beginning', title: first === undefined ? 'Beginning' : nodeTitle(opening, first) }];
  const starts: string[][] = [[...list(graph.start)]];
  for (const [id, { title, startsAt }] of Object.entries(objectives)) {
    titles.push({ id, title });
    starts.push([startsAt]);
  }
  titles.push({ id: 'apart', title: 'Apart from the game' });
  const of = nearestStart(graph, starts);
  const members = titles.map((): string[] => []);
  for (const id of Object.keys(graph.nodes)) {
    const at = of.get(id) ?? titles.length - 1;
    of.set(id, at);
    members[at]?.push(id);
  }
  // An objective that begins in the middle of another one's nodes may have none of its own: it is no chapter.
  const kept = titles.map((_, at) => at).filter((at) => (members[at] ?? []).length > 0);
  const all = kept.map((at) => ({
    id: titles[at]?.id ?? '',
    title: titles[at]?.title ?? '',
    nodes: members[at] ?? [],
  }));
  return { all, of: new Map([...of].map(([id, at]) => [id, kept.indexOf(at)])) };
}

/** Breadth first from all starts at once. Later starts go first in a step, so that they win where two are as near. */
function nearestStart(graph: GraphDefinition, starts: readonly (readonly string[])[]): Map<string, number> {
  const of = new Map<string, number>();
  let front: string[] = [];
  for (let at = starts.length - 1; at >= 0; at -= 1) {
    for (const id of starts[at] ?? []) {
      if (graph.nodes[id] === undefined || of.has(id)) continue;
      of.set(id, at);
      front.push(id);
    }
  }
  while (front.length > 0) {
    const next: string[] = [];
    for (const id of front) {
      const node = graph.nodes[id];
      for (const to of node === undefined ? [] : targetsOf(node)) {
        if (graph.nodes[to] === undefined || of.has(to)) continue;
        of.set(to, of.get(id) ?? 0);
        next.push(to);
      }
    }
    front = next;
  }
  return of;
}

/** Nodes at which the game is, the newest first, those that are paused before all others. */
export function nodesAtPlay(views: Readonly<Record<string, NodeView>>): readonly string[] {
  const rank = ({ state }: NodeView): number => (state === 'paused' ? 0 : 1);
  return Object.entries(views)
    .filter(([, { state }]) => state === 'active' || state === 'paused')
    .sort(([, a], [, b]) => rank(a) - rank(b) || b.sinceMs - a.sinceMs)
    .map(([id]) => id);
}

/** The chapters that are played now: of active objectives and of paused nodes; else where the game was last. */
export function chaptersAtPlay(
  { all, of }: Chapters,
  nodes: Readonly<Record<string, NodeView>>,
  objectives: Readonly<Record<string, ObjectiveView>>,
): readonly number[] {
  const shown = new Set<number>();
  for (const [at, { id }] of all.entries()) if (objectives[id]?.state === 'active') shown.add(at);
  for (const [id, { state }] of Object.entries(nodes)) if (state === 'paused') shown.add(of.get(id) ?? 0);
  if (shown.size === 0) {
    const newest = Object.entries(nodes).reduce<readonly [string, number]>(
      (best, [id, { sinceMs }]) => (sinceMs >= best[1] ? [id, sinceMs] : best),
      ['', -1],
    );
    shown.add(of.get(newest[0]) ?? 0);
  }
  return [...shown].sort((a, b) => a - b);
}

/** Nodes whose title, id or chapter has every word of the query, in the order of play. */
export function findNodes(graph: GraphDefinition, chapters: Chapters, query: string): readonly string[] {
  if (query.trim() === '') return [];
  return chapters.all.flatMap(({ title, nodes }) =>
    nodes.filter((id) => {
      const node = graph.nodes[id];
      const text = `${id} ${node === undefined ? '' : nodeTitle(id, node)} ${title}`;
      return matchesWords(text, query);
    }),
  );
}
