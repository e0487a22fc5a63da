import { mix } from '../random.ts';

/** A contact that bounces at an edge: it flips an even number of times, as the seed says, and ends at its new level. */
export class Bounce {
  /** Next flip; Infinity when it has settled. */
  nextAtUs = Number.POSITIVE_INFINITY;
  #startUs = 0;
  #spanUs = 0;
  #flips = 0;
  #done = 0;
  #edges = 0;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** An edge at `atUs`, settled after `spanMs` at the latest. */
  start(spanMs: number, atUs: number): void {
    this.#edges += 1;
    this.#startUs = atUs;
    this.#spanUs = spanMs * 1000;
    this.#flips = spanMs > 0 ? 2 * (1 + (mix(this.#seed, this.#edges) % 3)) : 0;
    this.#done = 0;
    this.#plan();
  }

  /** Takes the flips that are due. Returns whether the contact is at its new level now (odd flips: away from it). */
  run(atUs: number): boolean {
    while (this.nextAtUs <= atUs) {
      this.#done += 1;
      this.#plan();
    }
    return this.#done % 2 === 0;
  }

  #plan(): void {
    if (this.#done >= this.#flips) {
      this.nextAtUs = Number.POSITIVE_INFINITY;
      return;
    }
    const share = 0.2 + 0.8 * (mix(this.#seed + this.#done, this.#edges) / 4_294_967_296);
    this.nextAtUs = this.#startUs + 1 + Math.floor((this.#spanUs * (this.#done + share)) / this.#flips);
  }
}
