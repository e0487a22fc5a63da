/**
 * Seeded numbers of the simulation, the same on every platform. `mix` is a stateless hash for noise and for making
 * seeds out of seeds; `Xoshiro` (xoshiro128**) is a stream.
 */

/** 32 bits out of two times 32 (the finaliser of MurmurHash3 over both). */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 32 bits out of a text (FNV-1a over its UTF-16 units). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** A whole number from 0 to `below` - 1 out of 32 bits. */
export function scale(bits: number, below: number): number {
  return Math.floor((bits / 4_294_967_296) * below);
}

/** A stream of 32-bit numbers (xoshiro128**, seeded through `mix`). */
export class Xoshiro {
  readonly #state = new Uint32Array(4);

  constructor(seed: number) {
    for (let index = 0; index < 4; index += 1) this.#state[index] = mix(seed, index + 1);
  }

  /** The next 32 bits, unsigned. */
  next(): number {
    const state = this.#state;
    const s1 = state[1] ?? 0;
    const product = Math.imul(s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const s2 = (state[2] ?? 0) ^ (state[0] ?? 0);
    const s3 = (state[3] ?? 0) ^ s1;
    state[1] = s1 ^ s2;
    state[0] = (state[0] ?? 0) ^ s3;
    state[2] = s2 ^ (s1 << 9);
    state[3] = (s3 << 11) | (s3 >>> 21);
    return result;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    return scale(this.next(), below);
  }
}
