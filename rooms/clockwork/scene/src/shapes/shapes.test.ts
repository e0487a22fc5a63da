import { describe, expect, it } from 'vitest';
import { box, rectangle } from './box.ts';
import { gear } from './gear.ts';
import { doorLeaf, raisedPanel } from './joinery.ts';
import { ball, cylinder, dialDisc, lathe, torus } from './round.ts';
import type { Shape, Vector } from './shape.ts';
import { chain, pipe } from './sweep.ts';

const at = (list: readonly number[], index: number): Vector => [
  list[index * 3] as number,
  list[index * 3 + 1] as number,
  list[index * 3 + 2] as number,
];

/** Share of the triangles whose winding agrees with the normals of their corners. */
function agreement(shape: Shape): number {
  let good = 0;
  let all = 0;
  for (let i = 0; i < shape.indices.length; i += 3) {
    const corner = [0, 1, 2].map((k) => shape.indices[i + k] as number) as [number, number, number];
    const [a, b, c] = corner.map((index) => at(shape.positions, index)) as [Vector, Vector, Vector];
    const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
    const v = [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const;
    const face = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
    if (Math.hypot(...face) < 1e-12) continue;
    const normal = [0, 1, 2].map((k) =>
      corner.reduce((sum, index) => sum + (at(shape.normals, index)[k] as number), 0),
    );
    all += 1;
    if ((normal[0] as number) * face[0] + (normal[1] as number) * face[1] + (normal[2] as number) * face[2] > 0)
      good += 1;
  }
  return good / all;
}

/** Volume inside the surface; positive when it faces outwards. */
function volume(shape: Shape): number {
  let sum = 0;
  for (let i = 0; i < shape.indices.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => at(shape.positions, shape.indices[i + k] as number)) as [
      Vector,
      Vector,
      Vector,
    ];
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum / 6;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  box: box(1, 2, 3, 0.1),
  'sharp box': box(1, 1, 1, 0),
  cylinder: cylinder(0.5, 1),
  ball: ball(0.5),
  torus: torus(1, 0.2),
  lathe: lathe([
    [0, 0],
    [0.4, 0],
    [0.2, 0.5],
    [0, 0.6],
  ]),
  gear: gear(0.5, 20, 0.1),
  pipe: pipe(
    [
      [0, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
      [1, 1, 1],
    ],
    0.1,
  ),
  chain: chain(0.4),
  panel: raisedPanel(0.6, 1),
  door: doorLeaf(0.9, 2),
  disc: dialDisc(1),
  rectangle: rectangle(1, 1),
};

describe('shapes', () => {
  it.each(Object.entries(SHAPES))('%s has unit normals on the side that its triangles face', (_, shape) => {
    for (let i = 0; i < shape.count; i += 1) expect(Math.hypot(...at(shape.normals, i))).toBeCloseTo(1, 5);
    expect(agreement(shape)).toBe(1);
    expect(Math.max(...shape.indices)).toBeLessThan(shape.count);
    expect(shape.uvs).toHaveLength(shape.count * 2);
  });

  it('enclose what they should', () => {
    expect(volume(box(1, 2, 3, 0))).toBeCloseTo(6, 6);
    expect(volume(box(1, 1, 1, 0.05))).toBeGreaterThan(0.97);
    expect(volume(cylinder(0.5, 1, 64, 0.0001))).toBeCloseTo(Math.PI / 4, 2);
    expect(volume(ball(1, 64))).toBeCloseTo((4 / 3) * Math.PI, 1);
  });

  it('keep facing outwards when turned, moved and stretched', () => {
    const shape = box(1, 1, 1, 0.1).stretch(1, 2, 0.5).turn('x', 30).turn('y', 200).turn('z', -70).move(1, 2, 3);
    expect(agreement(shape)).toBe(1);
    expect(volume(shape)).toBeGreaterThan(0.9);
  });

  it('turn counter-clockwise about the axis', () => {
    const shape = cylinder(0.01, 1).turn('x', 90);
    expect(Math.max(...shape.positions.filter((_, i) => i % 3 === 2))).toBeCloseTo(1, 5);
  });
});
