import type { GraphDefinition } from '@understudy/contract';
import { describe, expect, it } from 'vitest';
import { FIXTURE_ROOM } from '../../test/fixture/room.ts';
import { chaptersOf } from './graph-chapters.ts';
import { boundsOf, type GraphLayout, GraphPlanner, NODE_HEIGHT, NODE_WIDTH, targetsOf } from './graph-layout.ts';

/** The whole graph, without objectives: one chapter. */
function layoutGraph(graph: GraphDefinition): GraphLayout {
  const planner = new GraphPlanner(graph, chaptersOf(graph, {}));
  return planner.layout(planner.chapters.all.map((_, at) => at));
}

describe('layoutGraph', () => {
  const whole = layoutGraph(FIXTURE_ROOM.graph);
  const { nodes, edges } = whole;
  const at = (id: string) => {
    const node = nodes.find((each) => each.id === id);
    if (node === undefined) throw new Error(`no node ${id}`);
    return node;
  };

  it('has every node once, and every edge leads to the right', () => {
    expect(nodes.map(({ id }) => id).sort()).toEqual(Object.keys(FIXTURE_ROOM.graph.nodes).sort());
    for (const { from, to } of edges) expect(at(to).x).toBeGreaterThan(at(from).x);
  });

  it('lets no two nodes overlap', () => {
    for (const a of nodes) {
      for (const b of nodes) {
        if (a.id >= b.id) continue;
        const apart = Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });

  it('follows the cases of a branch and the start of a group', () => {
    expect(edges.map(({ id }) => id)).toEqual(expect.arrayContaining(['which saved', 'which won', 'intro lights']));
    expect(targetsOf({ kind: 'GROUP', start: ['a', 'b'], next: 'c' })).toEqual(['a', 'b', 'c']);
    expect(targetsOf({ kind: 'END', outcome: 'won' })).toEqual([]);
  });

  it('frames what is active, and the beginning when nothing is', () => {
    const fire = at('fire');
    expect(boundsOf(whole, ['fire'])).toEqual({
      x: fire.x,
      y: fire.y,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
    });
    const both = boundsOf(whole, ['fire', 'won']);
    expect(both.x + both.width).toBe(at('won').x + NODE_WIDTH);
    expect(boundsOf(whole, []).x).toBe(at('intro').x);
  });

  it('frames only as many as fit, the first ones first', () => {
    const near = boundsOf(whole, ['fire', 'won'], { width: 500, height: 300 });
    expect(near).toMatchObject({ x: at('fire').x, width: NODE_WIDTH });
  });

  it('stacks chapters, and says where an edge leads that is not drawn', () => {
    const chapters = chaptersOf(FIXTURE_ROOM.graph, FIXTURE_ROOM.objectives.objectives);
    const planner = new GraphPlanner(FIXTURE_ROOM.graph, chapters);
    const both = planner.layout([0, 1]);
    const bottom = (id: string): number => both.nodes.find((node) => node.id === id)?.y ?? 0;
    expect(both.headings.map(({ title }) => title)).toEqual(['Light the boiler', 'Reach the study']);
    for (const first of ['intro', 'fire', 'both']) expect(bottom(first) + NODE_HEIGHT).toBeLessThan(bottom('unlock'));
    expect(both.edges.map(({ id }) => id)).toContain('both unlock');
    const one = planner.layout([0]);
    expect(one.edges.map(({ id }) => id)).not.toContain('both unlock');
    expect(one.nodes.find(({ id }) => id === 'both')?.onward).toEqual(['Reach the study']);
  });

  it('leaves out an edge to a node that does not exist', () => {
    const broken = layoutGraph({ version: '1', start: 'a', nodes: { a: { kind: 'NOOP', next: 'nowhere' } } });
    expect(broken.edges).toEqual([]);
    expect(at('fire').title).toBe('Fire');
  });
});
