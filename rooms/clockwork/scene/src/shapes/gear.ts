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

/** The toothed rim: front and back as strips between outline and inner ring, flanks, and the smooth inner wall. */
function rimOf(outline: readonly (readonly [number, number])[], inner: number, depth: number): Shape {
  const shape = new Shape();
  const half = depth / 2;
  // The first point once more at the end, a whole turn on.
  const [start, startRadius] = outline[0] as readonly [number, number];
  const points = [...outline, [start + 2 * Math.PI, startRadius] as const];
  let last: readonly number[] = [];
  points.forEach(([angle, r], k) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const at = (radius: number, z: number, normal: Vector): number =>
      shape.vertex([radius * cos, radius * sin, z], normal, radius * cos, radius * sin);
    const inward: Vector = [-cos, -sin, 0];
    const now = [
      at(r, half, [0, 0, 1]),
      at(inner, half, [0, 0, 1]),
      at(r, -half, [0, 0, -1]),
      at(inner, -half, [0, 0, -1]),
      shape.vertex([inner * cos, inner * sin, half], inward, angle * inner, 0),
      shape.vertex([inner * cos, inner * sin, -half], inward, angle * inner, depth),
    ];
    if (k > 0) {
      const [a, b] = [last as [number, number, number, number, number, number], now as typeof last];
      shape.quad(a[0], b[0] as number, b[1] as number, a[1]);
      shape.quad(a[3], b[3] as number, b[2] as number, a[2]);
      shape.quad(a[4], b[4] as number, b[5] as number, a[5]);
      flank(shape, points[k - 1] as readonly [number, number], [angle, r], half);
    }
    last = now;
  });
  return shape;
}

/** One flat of the toothed outline, from an (angle, radius) to the next. */
function flank(shape: Shape, from: readonly [number, number], to: readonly [number, number], half: number): void {
  const [ax, ay] = [from[1] * Math.cos(from[0]), from[1] * Math.sin(from[0])];
  const [bx, by] = [to[1] * Math.cos(to[0]), to[1] * Math.sin(to[0])];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const out: Vector = [(by - ay) / length, -(bx - ax) / length, 0];
  shape.quad(
    shape.vertex([ax, ay, -half], out, 0, 0),
    shape.vertex([bx, by, -half], out, length, 0),
    shape.vertex([bx, by, half], out, length, 2 * half),
    shape.vertex([ax, ay, half], out, 0, 2 * half),
  );
}
