import type { Plant, Truth } from '@understudy/sim-devices';
import type { PlantSet } from './plant-set.ts';
import type { ChangeReader } from './types.ts';

/** What one reader has not seen yet: the plants that the world marked since its last visit, and those in motion. */
export class PlantChanges implements ChangeReader {
  readonly #plants: readonly Plant[];
  readonly #marked: Uint32Array;
  readonly #moving: PlantSet;
  readonly #nowUs: () => number;
  #anyMarked = true;

  /** `moving` is the world's. Every plant is marked at first. */
  constructor(plants: readonly Plant[], moving: PlantSet, nowUs: () => number) {
    this.#plants = plants;
    this.#marked = new Uint32Array(moving.words.length).fill(0xffffffff);
    this.#moving = moving;
    this.#nowUs = nowUs;
  }

  mark(plant: number): void {
    this.#marked[plant >>> 5] = (this.#marked[plant >>> 5] ?? 0) | (1 << (plant & 31));
    this.#anyMarked = true;
  }

  each(visit: (plant: string, truth: Truth) => void): void {
    if (!this.#anyMarked && this.#moving.size === 0) return;
    this.#anyMarked = false;
    const nowUs = this.#nowUs();
    for (let word = 0; word < this.#marked.length; word += 1) {
      let bits = (this.#marked[word] ?? 0) | (this.#moving.words[word] ?? 0);
      this.#marked[word] = 0;
      while (bits !== 0) {
        const lowest = bits & -bits;
        bits ^= lowest;
        const plant = this.#plants[word * 32 + 31 - Math.clz32(lowest)];
        if (plant === undefined) continue;
        plant.refresh(nowUs);
        visit(plant.id, plant.truth);
      }
    }
  }
}
