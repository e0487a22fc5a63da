const BITS = 32;

/** A set of plants by index, as bits: asked and changed without allocating, walked by its words. */
export class PlantSet {
  readonly words: Uint32Array;
  /** Members. */
  size = 0;

  constructor(plants: number) {
    this.words = new Uint32Array(Math.ceil(plants / BITS));
  }

  set(plant: number, member: boolean): void {
    const word = this.words[plant >>> 5] ?? 0;
    const bit = 1 << (plant & 31);
    if (((word & bit) !== 0) === member) return;
    this.words[plant >>> 5] = word ^ bit;
    this.size += member ? 1 : -1;
  }
}
