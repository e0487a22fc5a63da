import type { Plant } from '@understudy/sim-devices';

/**
 * Power of the plants: each has it while nothing cuts it. The E-stop contactor, release buttons and a supply that is
 * off count once each, so that they may go and come in any order.
 */
export class PlantPower {
  readonly #plants: readonly Plant[];
  readonly #fed: readonly (readonly number[])[];
  readonly #cuts: Int32Array;
  readonly #replan: (plant: number) => void;

  /** `fed`: for each plant those that it feeds. `replan` is called for each plant whose power changed. */
  constructor(plants: readonly Plant[], fed: readonly (readonly number[])[], replan: (plant: number) => void) {
    this.#plants = plants;
    this.#fed = fed;
    this.#cuts = new Int32Array(plants.length);
    this.#replan = replan;
  }

  /** Every output floats at the start, so every load is off, and what it feeds has no power yet. */
  start(): void {
    for (const plants of this.#fed) for (const plant of plants) this.cut(plant, true, 0);
  }

  /** A load came on or went off. What it feeds may be a load itself: the whole chain follows at once. */
  feeds(load: number, on: boolean, atUs: number): void {
    for (const plant of this.#fed[load] ?? []) this.cut(plant, !on, atUs);
  }

  /** One thing more, or one less, cuts the plant. */
  cut(plant: number, cut: boolean, atUs: number): void {
    const before = this.#cuts[plant] ?? 0;
    const after = before + (cut ? 1 : -1);
    this.#cuts[plant] = after;
    if ((before === 0) === (after === 0)) return;
    this.#plants[plant]?.power(after === 0, atUs);
    this.#replan(plant);
  }
}
