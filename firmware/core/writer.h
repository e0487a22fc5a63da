// Appends text to a fixed buffer. What does not fit is cut and remembered, so that nothing half-written is ever published.
#pragma once
#include "core/types.h"

namespace fw {

struct Writer {
  char* at;
  u32 capacity;
  u32 len = 0;
  bool overflow = false;

  Writer& add(const char* from, u32 bytes) {
    if (bytes > capacity - len) {
      overflow = true;
      return *this;
    }
    char* to = at + len;
    len += bytes;
    while (bytes >= 8) {
      __builtin_memcpy(to, from, 8);
      to += 8, from += 8, bytes -= 8;
    }
    while (bytes > 0) *to++ = *from++, bytes--;
    return *this;
  }
  Writer& add(Text t) { return add(t.at, t.len); }
  template <u32 N>
  Writer& lit(const char (&literal)[N]) {
    return add(literal, N - 1);
  }
  Writer& number(u64 value) {
    char digits[20];
    u32 i = 20;
    do digits[--i] = (char)('0' + value % 10), value /= 10;
    while (value != 0);
    return add(digits + i, 20 - i);
  }
  Writer& signed_number(i32 value) {
    if (value < 0) lit("-");
    return number((u64)(value < 0 ? -(i64)value : (i64)value));
  }
  Writer& hex(const u8* bytes, u32 count) {
    for (u32 i = 0; i < count; i++) {
      const char pair[2] = {"0123456789abcdef"[bytes[i] >> 4], "0123456789abcdef"[bytes[i] & 15]};
      add(pair, 2);
    }
    return *this;
  }
  Text done() const { return {at, len}; }
};

}  // namespace fw
