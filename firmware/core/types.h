// Fixed-width integers, text as a view, and arithmetic on a clock that wraps.
#pragma once
#include <stddef.h>
#include <stdint.h>

using u8 = uint8_t;
using u16 = uint16_t;
using u32 = unsigned int;  // not uint32_t: that is a long on some compilers, and a literal is not
using u64 = uint64_t;
using i32 = int;
using i64 = int64_t;
static_assert(sizeof(u32) == 4 && sizeof(i32) == 4);

namespace fw {

// Text that somebody else owns; not terminated.
struct Text {
  const char* at = nullptr;
  u32 len = 0;
};

template <u32 N>
constexpr Text text(const char (&literal)[N]) {
  return {literal, N - 1};
}

inline bool equal(Text a, Text b) {
  if (a.len != b.len) return false;
  for (u32 i = 0; i < a.len; i++) {
    if (a.at[i] != b.at[i]) return false;
  }
  return true;
}

inline void copy(void* to, const void* from, u32 bytes) { __builtin_memcpy(to, from, bytes); }
inline void clear(void* at, u32 bytes) { __builtin_memset(at, 0, bytes); }

// Instants are milliseconds modulo 2^32: two of them less than 24 days apart compare by their signed difference.
inline i32 until(u32 instant, u32 now) { return (i32)(instant - now); }
inline bool reached(u32 instant, u32 now) { return until(instant, now) <= 0; }

template <class T>
constexpr T least(T a, T b) {
  return a < b ? a : b;
}
template <class T>
constexpr T most(T a, T b) {
  return a > b ? a : b;
}
template <class T>
constexpr T clamp(T value, T low, T high) {
  return value < low ? low : value > high ? high : value;
}
inline i32 distance(i32 a, i32 b) {
  const i64 d = (i64)a - b;
  return (i32)least<i64>(d < 0 ? -d : d, 0x7fffffff);
}
// a + b without overflow.
inline i32 add(i32 a, i32 b) { return (i32)clamp<i64>((i64)a + b, -0x7fffffffLL - 1, 0x7fffffff); }

}  // namespace fw
