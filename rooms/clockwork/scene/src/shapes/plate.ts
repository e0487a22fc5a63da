/** Plates with a round hole, tubes seen from inside, half discs: ship's iron. All about the z axis, facing +z. */
import { lathe } from './round.ts';
import { joined, Shape, type Vector } from './shape.ts';

/** A flat plate `width` by `height` with a hole of radius `hole` in its middle. */
export function holedPlate(width: number, height: number, hole: number, segments = 32): Shape {
  const shape = new Shape();
  const n: Vector = [0, 0, 1];
  for (let s = 0; s <= segments; s += 1) {
    const angle = ((s + 0.5) * 2 * Math.PI) / segments;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const reach = Math.min(width / 2 / Math.abs(cos), height / 2 / Math.abs(sin));
    const near: Vector = [cos * hole, sin * hole, 0];
    const far: Vector = [cos * reach, sin * reach, 0];
    const a = shape.vertex(near, n, near[0], near[1]);
    const b = shape.vertex(far, n, far[0], far[1]);
    if (s > 0) shape.quad(a - 2, b - 2, b, a);
  }
  // The rays cut the corners off: a triangle each puts them back.
  for (const [x, y] of [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ] as const) {
    const corner = shape.vertex([(x * width) / 2, (y * height) / 2, 0], n, (x * width) / 2, (y * height) / 2);
    const [first, second] = cornerRays(shape, x * width, y * height, corner);
    if (x * y > 0) shape.indices.push(corner, first, second);
    else shape.indices.push(corner, second, first);
  }
  return shape;
}

/** The outer vertices nearest to a corner: one on its upright side, one on its level side. */
function cornerRays(shape: Shape, x: number, y: number, before: number): readonly [number, number] {
  const nearest = (along: 0 | 1): number => {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 1; i < before; i += 2) {
      const [px, py] = [shape.positions[i * 3] as number, shape.positions[i * 3 + 1] as number];
      const onSide = Math.abs(along === 0 ? px - x / 2 : py - y / 2) < 1e-6;
      const far = Math.hypot(px - x / 2, py - y / 2);
      if (onSide && far < least) [best, least] = [i, far];
    }
    return best;
  };
  return [nearest(1), nearest(0)];
}

/** The inside of a tube from z = 0 back to z = -`depth`. */
export function tubeInside(radius: number, depth: number, segments = 32): Shape {
  return lathe(
    [
      [radius, 0],
      [radius, -depth],
    ],
    segments,
  ).turn('x', 90);
}

/** A half disc with a thickness: the upper half for `side` 1, the lower one for -1. */
export function halfDisc(radius: number, thick: number, side: 1 | -1, segments = 20): Shape {
  return lathe(
    [
      [0, -thick / 2],
      [radius, -thick / 2],
      [radius, thick / 2],
      [0, thick / 2],
    ],
    segments,
    180,
  )
    .turn('x', 90)
    .turn('z', side * 90);
}

/** A flat dome on z = 0. */
function rivet(size: number): Shape {
  return lathe(
    [
      [size, 0],
      [size * 0.75, size * 0.45],
      [0, size * 0.65],
    ],
    6,
  ).turn('x', 90);
}

/** Rivet heads in a ring. */
export function rivetRing(radius: number, count: number, size = 0.012): Shape {
  const one = rivet(size);
  return joined(
    ...Array.from({ length: count }, (_, k) => {
      const angle = (k * 2 * Math.PI) / count;
      return one.copy().move(Math.cos(angle) * radius, Math.sin(angle) * radius, 0);
    }),
  );
}

/** Rivet heads in a row along x from 0 to `length`. */
export function rivetRow(length: number, count: number, size = 0.012): Shape {
  const one = rivet(size);
  return joined(...Array.from({ length: count }, (_, k) => one.copy().move((length * (k + 0.5)) / count, 0, 0)));
}
