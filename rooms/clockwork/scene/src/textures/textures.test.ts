import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { fractal } from './noise.ts';
import { encode, put, surface } from './surface.ts';

describe('noise', () => {
  it('tiles: the seam is no rougher than the inside', () => {
    const size = 64;
    const field = fractal(size, 4, 4, 3, 5);
    const step = (x: number): number => {
      let sum = 0;
      for (let y = 0; y < size; y += 1)
        sum += Math.abs((field[y * size + ((x + 1) % size)] as number) - (field[y * size + x] as number));
      return sum / size;
    };
    const inside = Math.max(...Array.from({ length: size - 1 }, (_, x) => step(x)));
    expect(step(size - 1)).toBeLessThanOrEqual(inside);
    expect(inside).toBeGreaterThan(0);
  });

  it('depends on its seed', () => {
    expect(fractal(16, 4, 4, 2, 1)).toEqual(fractal(16, 4, 4, 2, 1));
    expect(fractal(16, 4, 4, 2, 1)).not.toEqual(fractal(16, 4, 4, 2, 2));
  });
});

describe('encode', () => {
  it('writes colour, normals that lean away from a rise, and roughness', () => {
    const size = 8;
    const target = surface(size);
    for (let i = 0; i < size * size; i += 1) put(target, i, [200, 100, 48]);
    // A ridge along x = 4: left of it the ground rises to the right.
    for (let y = 0; y < size; y += 1) target.height[y * size + 4] = 2;
    const maps = encode(target, 1);
    const color = PNG.sync.read(Buffer.from(maps.color));
    expect([...color.data.subarray(0, 3)]).toEqual([200, 100, 48]);
    const normal = PNG.sync.read(Buffer.from(maps.normal ?? []));
    expect(normal.data[3 * 4]).toBeLessThan(100);
    expect(normal.data[5 * 4]).toBeGreaterThan(150);
    const orm = PNG.sync.read(Buffer.from(maps.orm ?? []));
    expect(orm.width).toBe(size / 2);
    expect(orm.data[1]).toBeGreaterThan(190);
    expect(orm.data[2]).toBe(0);
  });
});
