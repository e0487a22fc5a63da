/** Tileable value noise over a square field, octave by octave. */
import { hash } from '../random.ts';

/** A square field of numbers, row by row. */
export type Field = Float32Array;

/**
 * Adds one octave of noise in [-amount, amount] to `field`.
 * `cellsX` and `cellsY` are lattice cells across the tile (unequal ones stretch the noise); both must be whole numbers.
 */
export function addNoise(
  field: Field,
  size: number,
  cellsX: number,
  cellsY: number,
  amount: number,
  seed: number,
): Field {
  const lattice = new Float32Array(cellsX * cellsY);
  for (let i = 0; i < lattice.length; i += 1) lattice[i] = (hash(i, cellsX, seed) * 2 - 1) * amount;
  const left = new Int32Array(size);
  const right = new Int32Array(size);
  const blend = new Float32Array(size);
  for (let x = 0; x < size; x += 1) {
    const at = (x * cellsX) / size;
    const cell = Math.floor(at);
    const t = at - cell;
    left[x] = cell;
    right[x] = (cell + 1) % cellsX;
    blend[x] = t * t * (3 - 2 * t);
  }
  for (let y = 0; y < size; y += 1) {
    const at = (y * cellsY) / size;
    const cell = Math.floor(at);
    const t = at - cell;
    const v = t * t * (3 - 2 * t);
    const top = cell * cellsX;
    const bottom = ((cell + 1) % cellsY) * cellsX;
    for (let x = 0; x < size; x += 1) {
      const l = left[x] as number;
      const r = right[x] as number;
      const u = blend[x] as number;
      const a = lattice[top + l] as number;
      const b = lattice[bottom + l] as number;
      const up = a + ((lattice[top + r] as number) - a) * u;
      const low = b + ((lattice[bottom + r] as number) - b) * u;
      field[y * size + x] = (field[y * size + x] as number) + up + (low - up) * v;
    }
  }
  return field;
}

/** Several octaves, each twice as fine and half as strong. Values stay within about [-1, 1]. */
export function fractal(size: number, cellsX: number, cellsY: number, octaves: number, seed: number): Field {
  const field = new Float32Array(size * size);
  let amount = 0.5;
  let x = cellsX;
  let y = cellsY;
  for (let octave = 0; octave < octaves && x <= size && y <= size; octave += 1) {
    addNoise(field, size, x, y, amount, seed + octave * 17);
    amount /= 2;
    x *= 2;
    y *= 2;
  }
  return field;
}
