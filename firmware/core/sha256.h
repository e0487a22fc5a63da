// SHA-256 (FIPS 180-4) and HMAC (RFC 2104) over streamed bytes.
#pragma once
#include "core/types.h"

namespace fw {

struct Sha256 {
  u32 state[8];
  u64 bytes;
  u8 block[64];

  void start();
  void add(const void* data, u32 len);
  void add(Text t) { add(t.at, t.len); }
  void finish(u8 digest[32]);
};

// A key prepared once at boot: the states after the inner and the outer pad.
struct HmacKey {
  Sha256 inner;
  Sha256 outer;
  void set(const u8* key, u32 len);
};

void hmac_finish(const HmacKey& key, Sha256& inner, u8 mac[32]);
// Time depends on nothing but the length.
bool equal_constant_time(const u8* a, const u8* b, u32 len);

}  // namespace fw
