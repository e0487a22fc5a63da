/** UUIDs of commands and correlations: a pure function of seed, epoch and a counter, in the shape of version 4. */
import type { EngineOptions } from '../types.ts';

export class IdSource {
  readonly #seed: number;
  readonly #epoch: number;
  #counter = 0;

  constructor(options: EngineOptions) {
    this.#seed = options.seed;
    this.#epoch = options.epoch;
  }

  next(): string {
    const counter = this.#counter++;
    const low = Math.imul(this.#seed, 0x9e3779b1) ^ counter;
    const high = Math.imul(this.#epoch, 0x85ebca77) ^ Math.floor(counter / 4294967296) ^ Math.floor(this.#seed / 65536);
    const a = hex(scramble(low, high ^ 0x3c6ef372));
    const b = hex(scramble(high ^ 0x1b873593, low));
    const c = hex(scramble(low ^ 0x7f4a7c15, high));
    // The counter and the epoch stand in the id as they are: two ids of one seed can never be equal.
    const d = hex(counter | 0);
    const e = hex(this.#epoch | 0);
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'[Number.parseInt(c.slice(0, 1), 16) & 3]}${c.slice(1, 4)}-${e.slice(4)}${d}`;
  }

  save(): number {
    return this.#counter;
  }

  load(counter: number): void {
    this.#counter = counter;
  }
}

/** Mixes two words into one (the finaliser of MurmurHash3). */
function scramble(left: number, right: number): number {
  let word = left ^ Math.imul(right, 0xcc9e2d51);
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
