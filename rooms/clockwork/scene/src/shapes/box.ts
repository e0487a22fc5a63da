/** Boxes with a bevel that catches the light, and flat rectangles. */
import { Shape, type Vector } from './shape.ts';

const AXES = [0, 1, 2] as const;

/**
 * A box about its centre. The bevel (metres) is one facet whose normals blend from face to face, so edges shine as if round.
 * UVs are projected along each face in metres, with v along y (or along z on top).
 */
export function box(width: number, height: number, depth: number, bevel = 0.006): Shape {
  const shape = new Shape();
  const half: Vector = [width / 2, height / 2, depth / 2];
  const inset = Math.min(bevel, half[0] * 0.9, half[1] * 0.9, half[2] * 0.9);
  // Index of the vertex of face (axis, sign) at the corner with the signs (x, y, z).
  const at = new Map<string, number>();
  const key = (axis: number, corner: Vector): string => `${axis}:${corner.join()}`;
  const corners: Vector[] = [];
  for (const x of [-1, 1]) for (const y of [-1, 1]) for (const z of [-1, 1]) corners.push([x, y, z]);
  for (const axis of AXES) {
    for (const corner of corners) {
      const position = AXES.map((k) => (corner[k] as number) * ((half[k] as number) - (k === axis ? 0 : inset)));
      const normal = AXES.map((k) => (k === axis ? (corner[k] as number) : 0));
      const [x, y, z] = position as unknown as Vector;
      const uv = axis === 0 ? [z, y] : axis === 1 ? [x, z] : [x, y];
      at.set(key(axis, corner), shape.vertex([x, y, z], normal as unknown as Vector, uv[0] as number, uv[1] as number));
    }
  }
  const index = (axis: number, corner: Vector): number => at.get(key(axis, corner)) as number;
  const outward = (list: readonly number[], out: Vector): void => polygon(shape, list, out);
  for (const axis of AXES) {
    for (const sign of [-1, 1]) {
      const [p, q] = [(axis + 1) % 3, (axis + 2) % 3];
      const face = (
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
        ] as const
      ).map(([a, b]) => {
        const corner = [0, 0, 0];
        corner[axis] = sign;
        corner[p] = a;
        corner[q] = b;
        return index(axis, corner as unknown as Vector);
      });
      const out = [0, 0, 0];
      out[axis] = sign;
      outward(face, out as unknown as Vector);
    }
  }
  if (inset <= 0) return shape;
  for (const axis of AXES) {
    const [p, q] = [(axis + 1) % 3, (axis + 2) % 3];
    for (const a of [-1, 1]) {
      for (const b of [-1, 1]) {
        const corner = (along: number): Vector => {
          const c = [0, 0, 0];
          c[axis] = along;
          c[p] = a;
          c[q] = b;
          return c as unknown as Vector;
        };
        const out = [0, 0, 0];
        out[p] = a;
        out[q] = b;
        outward(
          [index(p, corner(-1)), index(p, corner(1)), index(q, corner(1)), index(q, corner(-1))],
          out as unknown as Vector,
        );
      }
    }
  }
  for (const corner of corners) outward([index(0, corner), index(1, corner), index(2, corner)], corner);
  return shape;
}

/** Adds a triangle or quad, turned so that it faces `out`. */
function polygon(shape: Shape, list: readonly number[], out: Vector): void {
  const point = (n: number): Vector => {
    const i = (list[n] as number) * 3;
    return [shape.positions[i] as number, shape.positions[i + 1] as number, shape.positions[i + 2] as number];
  };
  const [a, b, c] = [point(0), point(1), point(2)];
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const facing = (uy * vz - uz * vy) * out[0] + (uz * vx - ux * vz) * out[1] + (ux * vy - uy * vx) * out[2];
  const order = facing >= 0 ? list : [...list].reverse();
  shape.indices.push(order[0] as number, order[1] as number, order[2] as number);
  if (order.length === 4) shape.indices.push(order[0] as number, order[2] as number, order[3] as number);
}

/** A box that stands on the floor at `x`, `z` with its underside at `y`. */
export function block(
  x: number,
  y: number,
  z: number,
  width: number,
  height: number,
  depth: number,
  bevel?: number,
): Shape {
  return box(width, height, depth, bevel).move(x, y + height / 2, z);
}

/** A rectangle that faces +z, about its centre. With `fit` the UVs span 0..1 (for a picture); otherwise metres. */
export function rectangle(width: number, height: number, fit = false): Shape {
  const shape = new Shape();
  const [w, h] = [width / 2, height / 2];
  const [u, v] = fit ? [1, 1] : [width, height];
  const n: Vector = [0, 0, 1];
  shape.quad(
    shape.vertex([-w, -h, 0], n, 0, v),
    shape.vertex([w, -h, 0], n, u, v),
    shape.vertex([w, h, 0], n, u, 0),
    shape.vertex([-w, h, 0], n, 0, 0),
  );
  return shape;
}
