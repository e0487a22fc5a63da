/** Turned shapes: lathe work, cylinders, balls, rings and discs. */
import { Shape, type Vector } from './shape.ts';

/** A point of a lathe's profile: radius and height in metres. */
export type ProfilePoint = readonly [radius: number, y: number];

/** Edges that turn by more than this stay sharp. */
const CREASE_COS = Math.cos((50 * Math.PI) / 180);

/**
 * Turns a profile about the y axis. Points run so that the outside lies to the right of the way (from bottom to top for an
 * outer wall). `sweep` is the part of the circle in degrees, starting at +z.
 */
export function lathe(profile: readonly ProfilePoint[], segments = 24, sweep = 360): Shape {
  const shape = new Shape();
  const outs = profile.slice(1).map((point, k): readonly [number, number] => {
    const from = profile[k] as ProfilePoint;
    const [dr, dy] = [point[0] - from[0], point[1] - from[1]];
    const length = Math.hypot(dr, dy) || 1;
    return [dy / length, -dr / length];
  });
  const widest = Math.max(...profile.map((point) => point[0]));
  let along = 0;
  let last = -1;
  for (let k = 0; k < outs.length; k += 1) {
    const a = profile[k] as ProfilePoint;
    const b = profile[k + 1] as ProfilePoint;
    const own = outs[k] as readonly [number, number];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length === 0) continue;
    // A smooth joint shares its ring of vertices with the stretch before.
    const shared = last >= 0 && isSmooth(own, outs[k - 1]);
    const low = shared ? last : ring(shape, a, blend(own, outs[k - 1]), segments, sweep, along, widest);
    last = ring(shape, b, blend(own, outs[k + 1]), segments, sweep, along + length, widest);
    for (let s = 0; s < segments; s += 1) shape.quad(low + s, low + s + 1, last + s + 1, last + s);
    along += length;
  }
  return shape;
}

function isSmooth(own: readonly [number, number], next: readonly [number, number] | undefined): boolean {
  return next !== undefined && own[0] * next[0] + own[1] * next[1] >= CREASE_COS;
}

function blend(own: readonly [number, number], next: readonly [number, number] | undefined): readonly [number, number] {
  if (next === undefined || !isSmooth(own, next)) return own;
  const [r, y] = [own[0] + next[0], own[1] + next[1]];
  const length = Math.hypot(r, y);
  return [r / length, y / length];
}

function ring(
  shape: Shape,
  point: ProfilePoint,
  normal: readonly [number, number],
  segments: number,
  sweep: number,
  v: number,
  radius: number,
): number {
  const first = shape.count;
  const whole = (sweep * Math.PI) / 180;
  for (let s = 0; s <= segments; s += 1) {
    const angle = (whole * s) / segments;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    shape.vertex(
      [point[0] * sin, point[1], point[0] * cos],
      [normal[0] * sin, normal[1], normal[0] * cos],
      angle * radius,
      v,
    );
  }
  return first;
}

/** A cylinder from y = 0 to `height` with a small bevel at both ends. `top` is the upper radius if it tapers. */
export function cylinder(radius: number, height: number, segments = 20, bevel = 0.004, top = radius): Shape {
  const edge = Math.min(bevel, height / 3, radius / 3, top / 3);
  return lathe(
    [
      [0, 0],
      [radius - edge, 0],
      [radius, edge],
      [top, height - edge],
      [top - edge, height],
      [0, height],
    ],
    segments,
  );
}

/** A ball about the origin. */
export function ball(radius: number, segments = 16): Shape {
  const rows = Math.max(4, segments >> 1);
  const profile: ProfilePoint[] = [];
  for (let k = 0; k <= rows; k += 1) {
    const angle = (k * Math.PI) / rows - Math.PI / 2;
    profile.push([Math.max(0, Math.cos(angle)) * radius, Math.sin(angle) * radius]);
  }
  return lathe(profile, segments);
}

/** A ring of round wire about the y axis. */
export function torus(radius: number, wire: number, segments = 32, sides = 10, sweep = 360): Shape {
  const profile: ProfilePoint[] = [];
  for (let k = 0; k <= sides; k += 1) {
    const angle = (k * 2 * Math.PI) / sides;
    profile.push([radius + Math.cos(angle) * wire, Math.sin(angle) * wire]);
  }
  return lathe(profile, segments, sweep);
}

/** A disc that faces +z, with UVs that span 0..1 over its square: a printed dial. `sweep` degrees of it, from +x. */
export function dialDisc(radius: number, segments = 40, sweep = 360): Shape {
  const shape = new Shape();
  const n: Vector = [0, 0, 1];
  const centre = shape.vertex([0, 0, 0], n, 0.5, 0.5);
  for (let s = 0; s <= segments; s += 1) {
    const angle = (((s * sweep) / segments) * Math.PI) / 180;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    shape.vertex([x * radius, y * radius, 0], n, 0.5 + x / 2, 0.5 - y / 2);
    if (s > 0) shape.indices.push(centre, centre + s, centre + s + 1);
  }
  return shape;
}
