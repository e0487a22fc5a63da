/** Soft coverings: plaster, damask wallpaper, leather and a Persian carpet. */
import { addNoise, fractal } from './noise.ts';
import { mix, type Paint, put, type Surface, smooth, surface } from './surface.ts';

/** Lime plaster: near white with soft trowel marks; tinted by the material. */
export function plaster(size: number, seed: number): Surface {
  const out = surface(size);
  const slow = fractal(size, 4, 4, 6, seed);
  const fine = fractal(size, 64, 64, 3, seed + 8);
  for (let i = 0; i < size * size; i += 1) {
    const tone = 226 + (slow[i] as number) * 36 + (fine[i] as number) * 12;
    put(out, i, [tone, tone - 4, tone - 12]);
    out.height[i] = (slow[i] as number) * 3 + (fine[i] as number) * 0.8;
    out.roughness[i] = 0.88 + (fine[i] as number) * 0.1;
  }
  return out;
}

/** Damask: stylised leaves and medallions, glossy on matt; near white, tinted by the material. */
export function damask(size: number, repeats: number, seed: number): Surface {
  const out = surface(size);
  const weave = addNoise(new Float32Array(size * size), size, 256, 256, 1, seed);
  const unit = size / repeats;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      // Two half-drop rows of the same motif.
      const a = motif(fold(x / unit), fold(y / unit));
      const b = motif(fold(x / unit + 0.5), fold(y / unit + 0.5));
      const figure = Math.max(a, b);
      const tone = 168 + figure * 72 + (weave[i] as number) * 6;
      put(out, i, [tone, tone, tone - 4]);
      out.height[i] = figure * 1.6 + (weave[i] as number) * 0.3;
      out.roughness[i] = 0.86 - figure * 0.3;
    }
  }
  return out;
}

const fold = (t: number): number => (t - Math.floor(t)) * 2 - 1;

/** One medallion in -1..1 by -1..1: a flame-shaped leaf within an ogee, with a bud. */
function motif(u: number, v: number): number {
  const x = Math.abs(u);
  const leaf = 0.3 * (1 - v * v * 2.2) * (1 + 0.35 * Math.sin(v * 9));
  const inner = smooth(0.02, -0.02, x - Math.max(0, leaf) * 0.55);
  const vein = smooth(0.03, 0.012, x) * smooth(0.55, 0.4, Math.abs(v));
  const ogee = 0.46 * Math.max(0, Math.cos(Math.min(1, Math.abs(v) / 0.95) * 1.57)) ** 0.8;
  const frame = smooth(0.05, 0.02, Math.abs(x - ogee)) * smooth(0.95, 0.85, Math.abs(v));
  const curl = smooth(0.035, 0.01, Math.abs(Math.hypot(x - 0.34, Math.abs(v) - 0.2) - 0.09));
  return Math.max(inner * (1 - vein), frame, curl);
}

/** Buttoned leather, near white; tinted by the material. */
export function leather(size: number, seed: number): Surface {
  const out = surface(size);
  const crease = fractal(size, 24, 24, 4, seed);
  const slow = fractal(size, 4, 4, 3, seed + 3);
  for (let i = 0; i < size * size; i += 1) {
    const fold = smooth(0.0, 0.12, Math.abs(crease[i] as number));
    const tone = 176 + fold * 44 + (slow[i] as number) * 40;
    put(out, i, [tone, tone - 4, tone - 8]);
    out.height[i] = fold * 1.4;
    out.roughness[i] = 0.62 - fold * 0.18 + (slow[i] as number) * 0.1;
  }
  return out;
}

/** A whole carpet, not a tile: border, field with medallion, corner pieces. */
export function carpet(size: number, seed: number): Surface {
  const out = surface(size);
  const pile = addNoise(new Float32Array(size * size), size, size / 2, size / 2, 1, seed);
  const fade = fractal(size, 3, 3, 4, seed + 2);
  const red: Paint = [112, 42, 38];
  const navy: Paint = [34, 40, 62];
  const gold: Paint = [196, 152, 82];
  const cream: Paint = [214, 196, 160];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      const u = (x + 0.5) / size;
      const v = (y + 0.5) / size;
      const edge = Math.min(u, v, 1 - u, 1 - v);
      const cx = Math.abs(u - 0.5) * 2;
      const cy = Math.abs(v - 0.5) * 2;
      let paint = red;
      const star = cx + cy + 0.09 * Math.cos(Math.atan2(cy, cx) * 8);
      if (star < 0.56) paint = star < 0.2 ? gold : star < 0.24 ? cream : star < 0.5 ? navy : gold;
      else if ((1 - cx) ** 2 + (1 - cy) ** 2 < 0.3) paint = navy;
      const lattice = Math.abs(Math.sin(u * 56)) * Math.abs(Math.sin(v * 56));
      if (lattice > 0.88) paint = paint === red ? gold : cream;
      if (edge < 0.115) {
        const along = u < 0.115 || u > 0.885 ? v : u;
        paint = Math.abs(Math.sin(along * 50)) * 0.045 > Math.abs(edge - 0.06) ? gold : navy;
        if (edge < 0.02) paint = red;
        else if (edge < 0.027 || edge > 0.107) paint = cream;
      }
      put(out, i, mix(paint, [90, 70, 56], Math.max(0, fade[i] as number) * 0.35), 1 + (pile[i] as number) * 0.14);
      out.height[i] = (pile[i] as number) * 0.9;
      out.roughness[i] = 0.97;
    }
  }
  return out;
}
