import { describe, expect, it } from 'vitest';
import { FIXTURE_ROOM } from '../../test/fixture/room.ts';
import { boundsOf, layoutGraph, NODE_HEIGHT, NODE_WIDTH, targetsOf } from './graph-layout.ts';

describe('layoutGraph', () => {
  const { nodes, edges } = layoutGraph(FIXTURE_ROOM.graph);
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
    expect(boundsOf({ nodes, edges }, ['fire'])).toEqual({
      x: fire.x,
      y: fire.y,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
    });
    const both = boundsOf({ nodes, edges }, ['fire', 'won']);
    expect(both.x + both.width).toBe(at('won').x + NODE_WIDTH);
    expect(boundsOf({ nodes, edges }, []).x).toBe(at('intro').x);
  });

  it('leaves out an edge to a node that does not exist', () => {
    const broken = layoutGraph({ version: '1', start: 'a', nodes: { a: { kind: 'NOOP', next: 'nowhere' } } });
    expect(broken.edges).toEqual([]);
    expect(at('fire').title).toBe('Fire');
  });
});
