import { describe, expect, it } from 'vitest';
import { FIXTURE_ROOM } from '../../test/fixture/room.ts';
import { chaptersAtPlay, chaptersOf, findNodes, nodesAtPlay } from './graph-chapters.ts';

const { graph, objectives } = FIXTURE_ROOM;
const chapters = chaptersOf(graph, objectives.objectives);

describe('chapters of a graph', () => {
  it('has every node in one, by the objective that began last before it', () => {
    expect(chapters.all.flatMap(({ nodes }) => nodes).sort()).toEqual(Object.keys(graph.nodes).sort());
    expect(chapters.all.map(({ id }) => id)).toEqual(['light_the_boiler', 'reach_the_study']);
    expect(chapters.of.get('settle')).toBe(0);
    expect(chapters.of.get('saved')).toBe(1);
  });

  it('puts what no path reaches apart, and what comes before all objectives first', () => {
    const found = chaptersOf(
      {
        version: '1',
        start: 'open',
        nodes: {
          open: { kind: 'NOOP', title: 'Doors shut', next: 'play' },
          play: { kind: 'NOOP', next: 'open' },
          lost: { kind: 'NOOP' },
        },
      },
      { game: { title: 'Play', zone: 'z', startsAt: 'play', solvedAt: 'play', parMs: 1, hints: [] } },
    );
    expect(found.all).toEqual([
      { id: 'beginning', title: 'Doors shut', nodes: ['open'] },
      { id: 'game', title: 'Play', nodes: ['play'] },
      { id: 'apart', title: 'Apart from the game', nodes: ['lost'] },
    ]);
  });
});

describe('what is at play', () => {
  const node = (state: 'active' | 'done' | 'paused', sinceMs: number) => ({ state, sinceMs });

  it('names paused nodes first, then the newest', () => {
    const views = { a: node('active', 1), b: node('done', 9), c: node('active', 5), d: node('paused', 0) };
    expect(nodesAtPlay(views)).toEqual(['d', 'c', 'a']);
  });

  it('is the chapters of active objectives and of paused nodes, else the last one that was reached', () => {
    const active = { reach_the_study: { state: 'active', hints: [] } } as const;
    expect(chaptersAtPlay(chapters, {}, active)).toEqual([1]);
    expect(chaptersAtPlay(chapters, { fire: node('paused', 1) }, active)).toEqual([0, 1]);
    expect(chaptersAtPlay(chapters, { fire: node('done', 1), which: node('done', 2) }, {})).toEqual([1]);
    expect(chaptersAtPlay(chapters, {}, {})).toEqual([0]);
  });

  it('is found by any words of title, id and chapter', () => {
    expect(findNodes(graph, chapters, 'gas RAISE')).toEqual(['lights']);
    expect(findNodes(graph, chapters, 'reach unlock')).toEqual(['unlock']);
    expect(findNodes(graph, chapters, '  ')).toEqual([]);
    expect(findNodes(graph, chapters, 'nothing like it')).toEqual([]);
  });
});
