#include "core/sha256.h"

namespace fw {
namespace {

constexpr u32 K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
    0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

inline u32 rotate(u32 x, u32 n) { return x >> n | x << (32 - n); }

void compress(u32 state[8], const u8* block) {
  u32 w[64];
  for (u32 i = 0; i < 16; i++) {
    u32 word;
    copy(&word, block + i * 4, 4);
    w[i] = __builtin_bswap32(word);
  }
  for (u32 i = 16; i < 64; i++) {
    const u32 s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
    const u32 s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  u32 a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (u32 i = 0; i < 64; i++) {
    const u32 t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i];
    const u32 t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

}  // namespace

void Sha256::start() {
  constexpr u32 initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  copy(state, initial, sizeof state);
  bytes = 0;
}

void Sha256::add(const void* data, u32 len) {
  const u8* at = (const u8*)data;
  u32 held = (u32)(bytes & 63);
  bytes += len;
  if (held != 0) {
    const u32 take = least(64 - held, len);
    copy(block + held, at, take);
    at += take, len -= take, held += take;
    if (held < 64) return;
    compress(state, block);
  }
  for (; len >= 64; at += 64, len -= 64) compress(state, at);
  if (len != 0) copy(block, at, len);
}

void Sha256::finish(u8 digest[32]) {
  const u64 bits = bytes * 8;
  u32 held = (u32)(bytes & 63);
  block[held++] = 0x80;
  if (held > 56) {
    clear(block + held, 64 - held);
    compress(state, block);
    held = 0;
  }
  clear(block + held, 56 - held);
  for (u32 i = 0; i < 8; i++) block[56 + i] = (u8)(bits >> (56 - 8 * i));
  compress(state, block);
  for (u32 i = 0; i < 8; i++) {
    const u32 word = __builtin_bswap32(state[i]);
    copy(digest + i * 4, &word, 4);
  }
}

void HmacKey::set(const u8* key, u32 len) {
  u8 pad[64] = {};
  if (len > sizeof pad) {
    inner.start();
    inner.add(key, len);
    inner.finish(pad);
  } else {
    copy(pad, key, len);
  }
  for (u8& byte : pad) byte ^= 0x36;
  inner.start();
  inner.add(pad, 64);
  for (u8& byte : pad) byte ^= 0x36 ^ 0x5c;
  outer.start();
  outer.add(pad, 64);
}

void hmac_finish(const HmacKey& key, Sha256& inner, u8 mac[32]) {
  u8 digest[32];
  inner.finish(digest);
  Sha256 outer = key.outer;
  outer.add(digest, 32);
  outer.finish(mac);
}

bool equal_constant_time(const u8* a, const u8* b, u32 len) {
  u32 difference = 0;
  for (u32 i = 0; i < len; i++) difference |= (u32)(a[i] ^ b[i]);
  return difference == 0;
}

}  // namespace fw
