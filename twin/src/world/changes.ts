import type { Plant, Truth } from '@understudy/sim-devices';
import type { PlantSet } from './plant-set.ts';
import type { ChangeReader } from './types.ts';

/**
 * What one reader has not seen yet: the plants that the world marked since its last visit, and those in motion. The room's own
 * buttons come first: of one instant they are causes, never effects.
 */
export class PlantChanges implements ChangeReader {
  readonly #plants: readonly Plant[];
  readonly #firstButton: number;
  readonly #marked: Uint32Array;
  readonly #moving: PlantSet;
  readonly #nowUs: () => number;
  #anyMarked = true;

  /** `firstButton`: from there on plants are the room's own circuits. `moving` is the world's. Every plant is marked at first. */
  constructor(plants: readonly Plant[], firstButton: number, moving: PlantSet, nowUs: () => number) {
    this.#plants = plants;
    this.#firstButton = firstButton;
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
    this.#visit(this.#firstButton, this.#plants.length, visit);
    this.#visit(0, this.#firstButton, visit);
  }

  #visit(from: number, to: number, visit: (plant: string, truth: Truth) => void): void {
    const nowUs = this.#nowUs();
    for (let word = from >>> 5; word << 5 < to; word += 1) {
      const range = maskOf(from - (word << 5), to - (word << 5));
      let bits = ((this.#marked[word] ?? 0) | (this.#moving.words[word] ?? 0)) & range;
      this.#marked[word] = (this.#marked[word] ?? 0) & ~range;
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

/** Bits `from` to `to - 1` of a word; both may lie beyond it. */
function maskOf(from: number, to: number): number {
  const above = from > 0 ? -1 << from : -1;
  return to < 32 ? above & ((1 << to) - 1) : above;
}
