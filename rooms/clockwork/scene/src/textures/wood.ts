/** Oak: boards with grain, pores and joints. One greyscale-warm base serves oak, walnut and mahogany by tint. */
import { hash } from '../random.ts';
import { addNoise, fractal } from './noise.ts';
import { mix, type Paint, put, type Surface, smooth, surface } from './surface.ts';

/** How the boards lie. */
export interface WoodOptions {
  readonly size: number;
  /** Boards across the tile; the grain runs along y. */
  readonly boards: number;
  /** Each board is cut this often along the tile (staggered); 0 for endless boards. */
  readonly cuts: number;
  readonly light: Paint;
  readonly dark: Paint;
  /** Depth of the joints in pixels. */
  readonly joint: number;
  readonly roughness: number;
  readonly seed: number;
}

/** Paints boards. */
export function wood(options: WoodOptions): Surface {
  const { size, boards, cuts, seed } = options;
  const out = surface(size);
  const bend = fractal(size, 4, 2, 3, seed);
  const fibre = addNoise(
    addNoise(new Float32Array(size * size), size, 128, 4, 0.6, seed + 5),
    size,
    256,
    8,
    0.4,
    seed + 9,
  );
  const pores = addNoise(new Float32Array(size * size), size, 256, 24, 1, seed + 13);
  const boardWidth = size / boards;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      const board = Math.floor(x / boardWidth);
      const inBoard = x - board * boardWidth;
      const shift = hash(board, 1, seed) * size;
      const piece = cuts === 0 ? 0 : Math.floor((((y + shift) % size) * cuts) / size);
      const inPiece = cuts === 0 ? size : ((y + shift) % size) - (piece * size) / cuts;
      const identity = hash(board, piece, seed + 3);
      // Growth rings: bands across the board, bent by slow noise.
      const ring = Math.abs((((inBoard / boardWidth) * 5 + identity * 7 + (bend[i] as number) * 3.4) % 1) - 0.5) * 2;
      const pore = smooth(0.45, 0.95, pores[i] as number);
      const edge = Math.min(inBoard, boardWidth - inBoard, inPiece, cuts === 0 ? size : size / cuts - inPiece);
      const gap = boards > 0 ? 1 - smooth(0.6, 2.6, edge) : 0;
      const tone = 0.25 + ring * 0.42 + (fibre[i] as number) * 0.28 + (identity - 0.5) * 0.5;
      const paint = mix(options.light, options.dark, tone);
      put(out, i, paint, (1 - pore * 0.28) * (1 - gap * 0.72));
      out.height[i] = -gap * options.joint - pore * 0.5 + (fibre[i] as number) * 0.35;
      out.roughness[i] = Math.min(1, options.roughness + pore * 0.2 + gap * 0.3 + (fibre[i] as number) * 0.08);
    }
  }
  return out;
}
