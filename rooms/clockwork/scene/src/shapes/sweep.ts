/** Pipes, ropes and chains: round sections led along a path. */
import { torus } from './round.ts';
import { joined, Shape, type Vector } from './shape.ts';

const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const add = (a: Vector, b: Vector, by = 1): Vector => [a[0] + b[0] * by, a[1] + b[1] * by, a[2] + b[2] * by];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const unit = (a: Vector): Vector => {
  const length = Math.hypot(a[0], a[1], a[2]) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
};

/** Replaces corners by bends of radius `bend` metres. */
function rounded(path: readonly Vector[], bend: number): Vector[] {
  const out: Vector[] = [path[0] as Vector];
  for (let k = 1; k < path.length - 1; k += 1) {
    const [a, b, c] = [path[k - 1] as Vector, path[k] as Vector, path[k + 1] as Vector];
    const [toA, toC] = [subtract(a, b), subtract(c, b)];
    const reach = Math.min(bend, Math.hypot(...toA) / 2, Math.hypot(...toC) / 2);
    const [from, to] = [add(b, unit(toA), reach), add(b, unit(toC), reach)];
    for (let s = 0; s <= 4; s += 1) {
      const t = s / 4;
      out.push(
        [0, 1, 2].map((i) => {
          const [p, q, r] = [from[i] as number, b[i] as number, to[i] as number];
          return p * (1 - t) * (1 - t) + 2 * q * t * (1 - t) + r * t * t;
        }) as unknown as Vector,
      );
    }
  }
  out.push(path[path.length - 1] as Vector);
  return out;
}

/** A round pipe along a path, with bends at its corners. Ends are open: let them run into something. */
export function pipe(path: readonly Vector[], radius: number, bend = radius * 3, sides = 10): Shape {
  const shape = new Shape();
  const points = rounded(path, bend);
  let side: Vector = [0, 0, 0];
  let along = 0;
  for (let k = 0; k < points.length; k += 1) {
    const here = points[k] as Vector;
    const before = points[Math.max(0, k - 1)] as Vector;
    const ahead = unit(subtract(points[Math.min(points.length - 1, k + 1)] as Vector, before));
    if (k === 0) side = unit(cross(ahead, Math.abs(ahead[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]));
    side = unit(add(side, ahead, -dot(side, ahead)));
    const up = cross(side, ahead);
    along += Math.hypot(...subtract(here, before));
    for (let s = 0; s <= sides; s += 1) {
      const angle = (s * 2 * Math.PI) / sides;
      const normal = add(
        [side[0] * Math.cos(angle), side[1] * Math.cos(angle), side[2] * Math.cos(angle)],
        up,
        Math.sin(angle),
      );
      shape.vertex(add(here, normal, radius), normal, angle * radius, along);
    }
    if (k === 0) continue;
    const [low, high] = [(k - 1) * (sides + 1), k * (sides + 1)];
    for (let s = 0; s < sides; s += 1) shape.quad(low + s, high + s, high + s + 1, low + s + 1);
  }
  return shape;
}

/** A hanging chain of `length` metres down from the origin. */
export function chain(length: number, link = 0.06): Shape {
  const links: Shape[] = [];
  const pitch = link * 0.72;
  for (let k = 0; k * pitch < length; k += 1) {
    links.push(
      torus(link * 0.36, link * 0.1, 8, 4)
        .turn('x', 90)
        .stretch(0.75, 1.25, 1)
        .turn('y', k % 2 === 0 ? 0 : 90)
        .move(0, -pitch * (k + 0.5), 0),
    );
  }
  return joined(...links);
}
