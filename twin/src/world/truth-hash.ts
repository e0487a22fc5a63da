import { mix, type Plant } from '@understudy/sim-devices';

const number64 = new Float64Array(1);
const halves = new Uint32Array(number64.buffer);

/** Folds the truths of the plants, as they are at `atUs`, into a seed of 32 bits. */
export function hashTruths(plants: readonly Plant[], atUs: number, seed: number): number {
  let hash = seed;
  for (const plant of plants) {
    plant.refresh(atUs);
    for (const value of Object.values(plant.truth)) {
      number64[0] = Number(value);
      hash = mix(hash, halves[0] ?? 0);
      hash = mix(hash, halves[1] ?? 0);
    }
  }
  return hash;
}

/** 32 bits as 8 hex digits. */
export function hex32(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0');
}
