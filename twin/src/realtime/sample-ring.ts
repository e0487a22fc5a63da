/** The last samples of a measurement, in memory that is allocated once. */
export class SampleRing {
  readonly #samples: Float64Array;
  #count = 0;

  constructor(capacity: number) {
    this.#samples = new Float64Array(capacity);
  }

  /** Samples taken since the start; the ring keeps the last ones. */
  get count(): number {
    return this.#count;
  }

  add(sample: number): void {
    this.#samples[this.#count % this.#samples.length] = sample;
    this.#count++;
  }

  /** The samples kept, oldest first. */
  values(): Float64Array {
    const capacity = this.#samples.length;
    if (this.#count <= capacity) return this.#samples.slice(0, this.#count);
    const start = this.#count % capacity;
    const values = new Float64Array(capacity);
    values.set(this.#samples.subarray(start));
    values.set(this.#samples.subarray(0, start), capacity - start);
    return values;
  }

  clear(): void {
    this.#count = 0;
  }
}

/** The value below or at which `share` (0 to 1) of the samples lie (nearest rank); NaN without samples. */
export function percentile(samples: Float64Array, share: number): number {
  const sorted = samples.slice().sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
