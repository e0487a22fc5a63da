// Text inside JSON: well-formed UTF-8, and strings with their escapes decoded a byte at a time.
#pragma once
#include "core/types.h"

namespace fw {

inline bool is_digit(u8 c) { return c >= '0' && c <= '9'; }

inline i32 hex_digit(u8 c) {
  if (is_digit(c)) return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Bytes of the UTF-8 sequence at `at`, 0 if it is not well formed (Unicode 15, table 3-7).
inline u32 utf8_length(const u8* at, const u8* end) {
  const u8 first = at[0];
  const u32 length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length == 0 || (u32)(end - at) < length) return 0;
  const u8 low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const u8 high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (at[1] < low || at[1] > high) return 0;
  for (u32 i = 2; i < length; i++) {
    if ((at[i] & 0xc0) != 0x80) return 0;
  }
  return length;
}

// Yields the UTF-8 bytes of a validated string with its escapes decoded.
struct Decoder {
  const u8* at;
  const u8* end;
  u8 queue[4] = {};
  u32 queued = 0;
  u32 taken = 0;

  explicit Decoder(Text t) : at((const u8*)t.at), end((const u8*)t.at + t.len) {}

  u32 code_unit() {
    u32 unit = 0;
    for (u32 i = 0; i < 4; i++) unit = unit << 4 | (u32)hex_digit(*at++);
    return unit;
  }
  void push(u32 point) {
    taken = 0;
    if (point < 0x80) {
      queue[0] = (u8)point;
      queued = 1;
    } else if (point < 0x800) {
      queue[0] = (u8)(0xc0 | point >> 6), queue[1] = (u8)(0x80 | (point & 63));
      queued = 2;
    } else if (point < 0x10000) {
      queue[0] = (u8)(0xe0 | point >> 12), queue[1] = (u8)(0x80 | (point >> 6 & 63)), queue[2] = (u8)(0x80 | (point & 63));
      queued = 3;
    } else {
      queue[0] = (u8)(0xf0 | point >> 18), queue[1] = (u8)(0x80 | (point >> 12 & 63));
      queue[2] = (u8)(0x80 | (point >> 6 & 63)), queue[3] = (u8)(0x80 | (point & 63));
      queued = 4;
    }
  }
  // The next byte, or -1 at the end.
  i32 next() {
    if (taken < queued) return queue[taken++];
    if (at == end) return -1;
    if (*at != '\\') return *at++;
    at++;
    const u8 kind = *at++;
    switch (kind) {
      case 'b': return '\b';
      case 'f': return '\f';
      case 'n': return '\n';
      case 'r': return '\r';
      case 't': return '\t';
      case 'u': break;
      default: return kind;
    }
    u32 point = code_unit();
    if (point >= 0xd800 && point < 0xdc00) {
      at += 2;
      point = 0x10000 + ((point - 0xd800) << 10) + (code_unit() - 0xdc00);
    }
    push(point);
    return queue[taken++];
  }
};

inline u32 hash_name(Text name) {
  u32 hash = 2166136261u;
  Decoder decoder(name);
  for (i32 byte = decoder.next(); byte >= 0; byte = decoder.next()) hash = (hash ^ (u32)byte) * 16777619u;
  return hash;
}

inline bool same_name(Text a, Text b) {
  Decoder left(a);
  Decoder right(b);
  while (true) {
    const i32 byte = left.next();
    if (byte != right.next()) return false;
    if (byte < 0) return true;
  }
}

}  // namespace fw
