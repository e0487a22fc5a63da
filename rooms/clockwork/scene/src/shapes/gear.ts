/** A spoked gear wheel. */
import { box } from './box.ts';
import { lathe } from './round.ts';
import { joined, Shape, type Vector } from './shape.ts';

/** A gear that faces +z about its centre: pitch radius `radius`, teeth as trapezoids, hub and spokes. */
export function gear(radius: number, teeth: number, depth: number, spokes = 6): Shape {
  const tooth = (Math.PI * radius) / teeth;
  const rim = Math.max(radius * 0.16, tooth);
  const outline: (readonly [number, number])[] = [];
  for (let k = 0; k < teeth; k += 1) {
    const step = (2 * Math.PI) / teeth;
    for (const [part, out] of [
      [0, -0.55],
      [0.3, -0.55],
      [0.42, 0.6],
      [0.62, 0.6],
      [0.74, -0.55],
    ] as const) {
      outline.push([(k + part) * step, radius + out * tooth]);
    }
  }
  const shape = rimOf(outline, radius - rim, depth);
  const hub = lathe(
    [
      [0, -depth * 0.8],
      [radius * 0.17, -depth * 0.8],
      [radius * 0.17, depth * 0.8],
      [radius * 0.07, depth * 0.8],
      [radius * 0.07, depth * 1.1],
      [0, depth * 1.1],
    ],
    20,
  ).turn('x', 90);
  shape.join(hub);
  for (let k = 0; k < spokes; k += 1) {
    const length = radius - rim * 0.6;
    shape.join(
      box(radius * 0.1, length, depth * 0.6, 0.003)
        .move(0, length / 2, 0)
        .turn('z', (k * 360) / spokes),
    );
  }
  return joined(shape);
}

/** The toothed rim: front, back, flanks, and the inner wall. */
function rimOf(outline: readonly (readonly [number, number])[], inner: number, depth: number): Shape {
  const shape = new Shape();
  const count = outline.length;
  const half = depth / 2;
  const xy = (angle: number, r: number): readonly [number, number] => [r * Math.cos(angle), r * Math.sin(angle)];
  for (let k = 0; k < count; k += 1) {
    const [a, ra] = outline[k] as readonly [number, number];
    const [nextA, rb] = outline[(k + 1) % count] as readonly [number, number];
    const b = k === count - 1 ? nextA + 2 * Math.PI : nextA;
    const [ax, ay] = xy(a, ra);
    const [bx, by] = xy(b, rb);
    const [cx, cy] = xy(b, inner);
    const [dx, dy] = xy(a, inner);
    for (const side of [1, -1]) {
      const n: Vector = [0, 0, side];
      const v = [
        [ax, ay],
        [bx, by],
        [cx, cy],
        [dx, dy],
      ].map((p) => shape.vertex([p[0] as number, p[1] as number, half * side], n, p[0] as number, p[1] as number)) as [
        number,
        number,
        number,
        number,
      ];
      if (side > 0) shape.quad(v[0], v[1], v[2], v[3]);
      else shape.quad(v[3], v[2], v[1], v[0]);
    }
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const out: Vector = [(by - ay) / length, -(bx - ax) / length, 0];
    shape.quad(
      shape.vertex([ax, ay, -half], out, 0, 0),
      shape.vertex([bx, by, -half], out, length, 0),
      shape.vertex([bx, by, half], out, length, depth),
      shape.vertex([ax, ay, half], out, 0, depth),
    );
    const [ix, iy] = xy((a + b) / 2, -1);
    const inward: Vector = [ix, iy, 0];
    shape.quad(
      shape.vertex([dx, dy, half], inward, 0, 0),
      shape.vertex([cx, cy, half], inward, 0.02, 0),
      shape.vertex([cx, cy, -half], inward, 0.02, depth),
      shape.vertex([dx, dy, -half], inward, 0, depth),
    );
  }
  return shape;
}
