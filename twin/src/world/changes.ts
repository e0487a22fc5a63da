import type { Plant, Truth } from '@understudy/sim-devices';
import type { ChangeReader } from './types.ts';

/** The world's count of changes a plant; each reader keeps how far it has read. */
export class PlantChanges implements ChangeReader {
  readonly #plants: readonly Plant[];
  readonly #versions: Uint32Array;
  readonly #seen: Uint32Array;
  readonly #nowUs: () => number;

  /** `versions` counts from 1, so that the first visit is of all. */
  constructor(plants: readonly Plant[], versions: Uint32Array, nowUs: () => number) {
    this.#plants = plants;
    this.#versions = versions;
    this.#seen = new Uint32Array(versions.length);
    this.#nowUs = nowUs;
  }

  each(visit: (plant: string, truth: Truth) => void): void {
    const nowUs = this.#nowUs();
    for (let index = 0; index < this.#plants.length; index += 1) {
      const plant = this.#plants[index];
      const version = this.#versions[index] ?? 0;
      if (plant === undefined || (version === this.#seen[index] && !plant.moving)) continue;
      this.#seen[index] = version;
      plant.refresh(nowUs);
      visit(plant.id, plant.truth);
    }
  }
}
