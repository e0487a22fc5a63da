/** SHA-256 (FIPS 180-4) and HMAC (RFC 2104), synchronous: commands are signed inside a step of the engine. */

const BLOCK = 64;

/** First 32 bits of the fractional parts of the square roots of the first 8 primes. */
const INITIAL = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
// biome-ignore format: a table
const ROUND = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);

/** A hasher with its own scratch memory: nothing is allocated per message but the digest that is asked for. */
export interface Sha256 {
  /** SHA-256 of the first `length` bytes: a new array of 32 bytes. */
  digest(bytes: Uint8Array, length?: number): Uint8Array;
}

/** HMAC-SHA256 under one key. */
export interface Hmac {
  /** The MAC of the first `length` bytes, written into `out` (32 bytes). */
  mac(bytes: Uint8Array, length: number, out: Uint8Array): void;
}

/** Makes a hasher. */
export function createSha256(): Sha256 {
  const scratch = createScratch();
  return {
    digest: (bytes, length = bytes.length) => {
      scratch.state.set(INITIAL);
      finish(scratch, bytes, length, 0);
      const out = new Uint8Array(32);
      writeState(scratch.state, out);
      return out;
    },
  };
}

/** Makes an HMAC for a key of any length; the two key blocks are hashed once, here. */
export function createHmac(key: Uint8Array): Hmac {
  const scratch = createScratch();
  const shortKey = key.length > BLOCK ? createSha256().digest(key) : key;
  const inner = padState(scratch, shortKey, 0x36);
  const outer = padState(scratch, shortKey, 0x5c);
  const innerDigest = new Uint8Array(32);
  return {
    mac: (bytes, length, out) => {
      scratch.state.set(inner);
      finish(scratch, bytes, length, BLOCK);
      writeState(scratch.state, innerDigest);
      scratch.state.set(outer);
      finish(scratch, innerDigest, 32, BLOCK);
      writeState(scratch.state, out);
    },
  };
}

interface Scratch {
  readonly state: Int32Array;
  readonly schedule: Int32Array;
  readonly block: Uint8Array;
}

function createScratch(): Scratch {
  return { state: new Int32Array(8), schedule: new Int32Array(64), block: new Uint8Array(BLOCK) };
}

function padState(scratch: Scratch, key: Uint8Array, pad: number): Int32Array {
  scratch.block.fill(pad);
  for (let at = 0; at < key.length; at += 1) scratch.block[at] = (key[at] ?? 0) ^ pad;
  const state = INITIAL.slice();
  compress(state, scratch.schedule, scratch.block, 0);
  return state;
}

/** Hashes `length` bytes and the padding into the state, which has taken `before` bytes already. */
function finish(scratch: Scratch, bytes: Uint8Array, length: number, before: number): void {
  const { state, schedule, block } = scratch;
  let at = 0;
  for (; at + BLOCK <= length; at += BLOCK) compress(state, schedule, bytes, at);
  const rest = length - at;
  for (let index = 0; index < rest; index += 1) block[index] = bytes[at + index] ?? 0;
  block[rest] = 0x80;
  block.fill(0, rest + 1);
  if (rest >= BLOCK - 8) {
    compress(state, schedule, block, 0);
    block.fill(0);
  }
  const total = before + length;
  const high = Math.floor(total / 0x20000000);
  const low = (total << 3) | 0;
  for (let index = 0; index < 4; index += 1) {
    block[56 + index] = high >>> (24 - 8 * index);
    block[60 + index] = low >>> (24 - 8 * index);
  }
  compress(state, schedule, block, 0);
}

/** FIPS 180-4, section 6.2.2. `?? 0` costs nothing here and keeps indexed access honest. */
function compress(state: Int32Array, schedule: Int32Array, bytes: Uint8Array, from: number): void {
  for (let index = 0; index < 16; index += 1) {
    const at = from + 4 * index;
    schedule[index] =
      ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  }
  for (let index = 16; index < 64; index += 1) {
    const w15 = schedule[index - 15] ?? 0;
    const w2 = schedule[index - 2] ?? 0;
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    schedule[index] = ((schedule[index - 16] ?? 0) + s0 + (schedule[index - 7] ?? 0) + s1) | 0;
  }
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let index = 0; index < 64; index += 1) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + sum1 + ((e & f) ^ (~e & g)) + (ROUND[index] ?? 0) + (schedule[index] ?? 0)) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

function writeState(state: Int32Array, out: Uint8Array): void {
  for (let index = 0; index < 8; index += 1) {
    const word = state[index] ?? 0;
    out[4 * index] = word >>> 24;
    out[4 * index + 1] = word >>> 16;
    out[4 * index + 2] = word >>> 8;
    out[4 * index + 3] = word;
  }
}
