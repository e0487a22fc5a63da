/** Metals: an aged brushed sheet in grey that is tinted to brass, copper or steel, and riveted black iron. */
import { addNoise, fractal } from './noise.ts';
import { mix, put, type Surface, smooth, surface } from './surface.ts';

/** A worn polished sheet: near white, with darker tarnish in blotches. Tint it with the material's colour. */
export function sheet(size: number, seed: number): Surface {
  const out = surface(size, true);
  const blotch = fractal(size, 5, 5, 6, seed);
  const brush = addNoise(new Float32Array(size * size), size, 8, 128, 1, seed + 3);
  const speck = addNoise(new Float32Array(size * size), size, 128, 128, 1, seed + 7);
  for (let i = 0; i < size * size; i += 1) {
    const tarnish = smooth(-0.05, 0.6, blotch[i] as number);
    const pit = smooth(0.72, 0.98, speck[i] as number) * (0.3 + tarnish);
    const tone = 246 - tarnish * 92 - pit * 60 + (brush[i] as number) * 7;
    put(out, i, [tone, tone - tarnish * 4, tone - tarnish * 14]);
    out.height[i] = -pit * 0.9 + (brush[i] as number) * 0.1;
    out.roughness[i] = 0.25 + tarnish * 0.34 + pit * 0.2 + (brush[i] as number) * 0.05;
    (out.metal as Float32Array)[i] = 1 - tarnish * 0.18;
  }
  return out;
}

/** Black iron plates, two by two a tile, with rivets along the seams. */
export function iron(size: number, seed: number): Surface {
  const out = surface(size, true);
  const cast = fractal(size, 32, 32, 4, seed);
  const rust = fractal(size, 4, 4, 6, seed + 5);
  const plate = size / 2;
  const pitch = size / 16;
  const radius = pitch * 0.24;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      const u = x % plate;
      const v = y % plate;
      const seam = Math.min(u, plate - u, v, plate - v);
      const gap = 1 - smooth(0.4, 1.8, seam);
      // Rivets stand on a line `pitch / 2` inside each seam.
      const near = (along: number, off: number): number => {
        const a = (along % pitch) - pitch / 2;
        const b = Math.abs(off) - pitch * 0.5;
        return Math.sqrt(a * a + b * b);
      };
      const fromRivet = Math.min(near(u, Math.min(v, plate - v)), near(v, Math.min(u, plate - u)));
      const dome = fromRivet < radius ? Math.sqrt(1 - (fromRivet / radius) ** 2) : 0;
      const ring = smooth(radius * 1.7, radius, fromRivet) - (dome > 0 ? 1 : 0);
      const rusty = smooth(0.12, 0.62, (rust[i] as number) + gap * 0.2 + Math.max(0, ring) * 0.16);
      const tone = 1 + (cast[i] as number) * 0.3 + dome * 0.35 - gap * 0.5;
      const paint = mix([74, 74, 78], [116, 68, 42], rusty * 0.8);
      put(out, i, paint, tone);
      out.height[i] = dome * radius * 0.8 - gap * 2.2 + (cast[i] as number) * 0.8;
      out.roughness[i] = 0.48 + rusty * 0.36 + (cast[i] as number) * 0.14 - dome * 0.1;
      (out.metal as Float32Array)[i] = 0.85 - rusty * 0.7;
    }
  }
  return out;
}
