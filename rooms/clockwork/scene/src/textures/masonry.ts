/** Brick, flagstones and encaustic tiles: units with joints. */
import { hash } from '../random.ts';
import { fractal } from './noise.ts';
import { mix, type Paint, put, type Surface, smooth, surface } from './surface.ts';

/** A wall of bricks in stretcher bond. A tile is `across` bricks by `courses` courses (courses even). */
export function brick(size: number, across: number, courses: number, seed: number): Surface {
  const out = surface(size);
  const rough = fractal(size, 16, 16, 5, seed);
  const stain = fractal(size, 3, 3, 4, seed + 40);
  const width = size / across;
  const height = size / courses;
  const joint = Math.max(2.4, height * 0.09);
  const clay: readonly Paint[] = [
    [132, 82, 66],
    [120, 74, 60],
    [142, 94, 74],
    [108, 68, 58],
    [128, 88, 72],
  ];
  for (let y = 0; y < size; y += 1) {
    const course = Math.floor(y / height);
    const offset = course % 2 === 0 ? 0 : width / 2;
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      const along = (x + offset) % size;
      const unit = Math.floor(along / width);
      const wobble = (rough[i] as number) * 2.2;
      const edge = Math.min(
        along - unit * width,
        (unit + 1) * width - along,
        y - course * height,
        (course + 1) * height - y,
      );
      const face = smooth(joint * 0.45, joint * 0.95, edge + wobble);
      const body = clay[Math.floor(hash(unit, course, seed) * clay.length)] as Paint;
      const shade =
        0.9 + hash(unit, course, seed + 1) * 0.16 + (rough[i] as number) * 0.26 + (stain[i] as number) * 0.22;
      const mortar = 0.9 + (rough[i] as number) * 0.3 + (stain[i] as number) * 0.2;
      put(out, i, mix(scale([150, 138, 122], mortar), scale(body, shade), face));
      out.height[i] = face * (4.5 + hash(unit, course, seed + 2) * 1.2) + (rough[i] as number) * 1.8;
      out.roughness[i] = 0.95 - face * 0.14 + (rough[i] as number) * 0.08;
    }
  }
  return out;
}

/** Square tiles, alternately of two colours with a small corner inset of a third: a Victorian hall floor. */
export function tiles(size: number, across: number, paints: readonly [Paint, Paint, Paint], seed: number): Surface {
  const out = surface(size);
  const grain = fractal(size, 24, 24, 4, seed);
  const wear = fractal(size, 3, 3, 4, seed + 9);
  const unit = size / across;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      const column = Math.floor(x / unit);
      const row = Math.floor(y / unit);
      const u = x - (column + 0.5) * unit;
      const v = y - (row + 0.5) * unit;
      const fromCorner = unit - Math.abs(u) - Math.abs(v);
      const inset = fromCorner < unit * 0.24;
      const edge = Math.min(unit / 2 - Math.abs(u), unit / 2 - Math.abs(v));
      const toInset = Math.abs(fromCorner - unit * 0.24) * 0.7;
      const gap = 1 - smooth(0.5, 2.2, inset ? toInset : Math.min(edge, toInset));
      const paint = inset ? paints[2] : (column + row) % 2 === 0 ? paints[0] : paints[1];
      const shade =
        0.92 + (hash(column, row, seed) - 0.5) * 0.16 + (grain[i] as number) * 0.14 + (wear[i] as number) * 0.16;
      put(out, i, mix(scale(paint, shade), [58, 52, 46], gap * 0.8));
      out.height[i] = -gap * 2.4 + (grain[i] as number) * 0.25;
      out.roughness[i] = 0.36 + gap * 0.5 + Math.max(0, wear[i] as number) * 0.45 + (grain[i] as number) * 0.1;
    }
  }
  return out;
}

/** Large worn stones in rows of `across`, staggered. */
export function flagstones(size: number, across: number, seed: number): Surface {
  const out = surface(size);
  const rough = fractal(size, 8, 8, 6, seed);
  const unit = size / across;
  for (let y = 0; y < size; y += 1) {
    const row = Math.floor(y / unit);
    const offset = (row % 2) * unit * 0.5;
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      const along = (x + offset) % size;
      const column = Math.floor(along / unit);
      const edge = Math.min(along - column * unit, (column + 1) * unit - along, y - row * unit, (row + 1) * unit - y);
      const face = smooth(1, 4.5, edge + (rough[i] as number) * 3);
      const tone = 0.84 + hash(column, row, seed) * 0.3 + (rough[i] as number) * 0.34;
      put(out, i, mix([46, 44, 42], scale([128, 124, 116], tone), face));
      out.height[i] = face * 3 + (rough[i] as number) * 2.4;
      out.roughness[i] = 0.92 - face * 0.22 + (rough[i] as number) * 0.12;
    }
  }
  return out;
}

/** A colour times a number. */
export function scale(paint: Paint, by: number): Paint {
  return [paint[0] * by, paint[1] * by, paint[2] * by];
}
