/** A surface while it is being painted, and its three PNG maps. */
import { PNG } from 'pngjs';

/** Red, green and blue in 0..255, as an sRGB screen shows them. */
export type Paint = readonly [number, number, number];

/** What a texture is painted on. All fields are square, row by row from the top. */
export interface Surface {
  readonly size: number;
  /** sRGB colour, three bytes a pixel. */
  readonly color: Uint8ClampedArray;
  /** Height in pixels: 1 is as high as a pixel is wide. */
  readonly height: Float32Array;
  /** Roughness 0..1. */
  readonly roughness: Float32Array;
  /** Metalness 0..1; absent: none anywhere. */
  readonly metal?: Float32Array;
}

/** The encoded maps of a surface. */
export interface Maps {
  readonly color: Uint8Array;
  readonly normal?: Uint8Array;
  /** Occlusion (red, always 1), roughness (green), metalness (blue). */
  readonly orm?: Uint8Array;
}

/** An empty surface. */
export function surface(size: number, metal = false): Surface {
  return {
    size,
    color: new Uint8ClampedArray(size * size * 3),
    height: new Float32Array(size * size),
    roughness: new Float32Array(size * size).fill(0.8),
    ...(metal ? { metal: new Float32Array(size * size) } : {}),
  };
}

/** Sets pixel `i` to `paint` times `shade`. */
export function put(target: Surface, i: number, paint: Paint, shade = 1): void {
  target.color[i * 3] = paint[0] * shade;
  target.color[i * 3 + 1] = paint[1] * shade;
  target.color[i * 3 + 2] = paint[2] * shade;
}

/** The colour between two: 0 is `a`, 1 is `b`. */
export function mix(a: Paint, b: Paint, t: number): Paint {
  const k = Math.min(1, Math.max(0, t));
  return [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k, a[2] + (b[2] - a[2]) * k];
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function smooth(low: number, high: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** Encodes a surface: colour, normals from the height (`relief` scales it; 0: no map), and roughness with metalness. */
export function encode(source: Surface, relief: number, roughnessMap = true): Maps {
  return {
    color: png(source.size, coarse(source.color)),
    ...(relief > 0 ? { normal: png(source.size, normals(source, relief)) } : {}),
    ...(roughnessMap ? { orm: orm(source) } : {}),
  };
}

/** Colours in steps of four: below what noise hides, and a third smaller as a file. */
function coarse(color: Uint8ClampedArray): Uint8ClampedArray {
  return color.map((value) => Math.min(255, (value + 2) & 0xfc));
}

/** Tangent-space normals (OpenGL convention: green up) of the height field, which tiles. */
function normals(source: Surface, relief: number): Uint8ClampedArray {
  const { size, height } = source;
  const out = new Uint8ClampedArray(size * size * 3);
  for (let y = 0; y < size; y += 1) {
    const up = ((y + size - 1) % size) * size;
    const down = ((y + 1) % size) * size;
    for (let x = 0; x < size; x += 1) {
      const row = y * size;
      const left = height[row + ((x + size - 1) % size)] as number;
      const right = height[row + ((x + 1) % size)] as number;
      const dx = (left - right) * relief * 0.5;
      const dy = ((height[down + x] as number) - (height[up + x] as number)) * relief * 0.5;
      const length = Math.sqrt(dx * dx + dy * dy + 1);
      const i = (row + x) * 3;
      // Six bits are enough for a normal and let the file shrink by half.
      out[i] = Math.round(127.5 + (127.5 * dx) / length) & 0xfc;
      out[i + 1] = Math.round(127.5 + (127.5 * dy) / length) & 0xfc;
      out[i + 2] = Math.round(127.5 + 127.5 / length) | 3;
    }
  }
  return out;
}

/** Half the size of the colour map: roughness changes slowly. */
function orm(source: Surface): Uint8Array {
  const half = source.size >> 1;
  const out = new Uint8ClampedArray(half * half * 3);
  for (let y = 0; y < half; y += 1) {
    for (let x = 0; x < half; x += 1) {
      const from = y * 2 * source.size + x * 2;
      const i = (y * half + x) * 3;
      out[i] = 255;
      out[i + 1] = Math.round((source.roughness[from] as number) * 63) * 4;
      out[i + 2] = source.metal === undefined ? 0 : Math.round((source.metal[from] as number) * 63) * 4;
    }
  }
  return png(half, out);
}

/** One filter for all rows (Paeth) and fast deflate: three times as quick as letting the encoder choose. */
function png(size: number, rgb: Uint8ClampedArray): Uint8Array {
  const image = new PNG({ width: size, height: size });
  image.data = Buffer.from(rgb.buffer, rgb.byteOffset, rgb.byteLength);
  const options = { colorType: 2, inputColorType: 2, inputHasAlpha: false, filterType: 4, deflateLevel: 5 } as const;
  return new Uint8Array(PNG.sync.write(image, options));
}
