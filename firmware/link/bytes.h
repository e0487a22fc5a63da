// Little-endian fields of payloads.
#pragma once
#include "core/types.h"

namespace serial {

// Reads forward. Once it has read beyond the end it gives zeros, and `ok` stays false.
struct Reader {
  const u8* at;
  u32 left;
  bool ok = true;

  u64 number(u32 bytes) {
    if (bytes > left) {
      ok = false;
      left = 0;
      return 0;
    }
    u64 value = 0;
    for (u32 i = 0; i < bytes; i++) value |= (u64)at[i] << 8 * i;
    at += bytes;
    left -= bytes;
    return value;
  }
  u8 byte() { return (u8)number(1); }
  u32 word() { return (u32)number(4); }
  // A text8.
  fw::Text text() {
    const u32 len = byte();
    if (len > left) ok = false;
    const fw::Text found{(const char*)at, ok ? len : 0};
    at += found.len;
    left -= found.len;
    return found;
  }
  // All that is left.
  fw::Text rest() { return {(const char*)at, left}; }
};

// Writes forward into N bytes; what does not fit is left out, and `ok` stays false.
template <u32 N>
struct Bytes {
  u8 at[N];
  u32 len = 0;
  bool ok = true;

  Bytes& number(u64 value, u32 bytes) {
    if (bytes > N - len) ok = false;
    for (u32 i = 0; ok && i < bytes; i++) at[len++] = (u8)(value >> 8 * i);
    return *this;
  }
  Bytes& byte(u32 value) { return number(value, 1); }
  Bytes& word(u32 value) { return number(value, 4); }
  Bytes& add(const void* from, u32 bytes) {
    if (bytes > N - len) ok = false;
    if (!ok) return *this;
    fw::copy(at + len, from, bytes);
    len += bytes;
    return *this;
  }
  Bytes& text(fw::Text text) { return byte(text.len).add(text.at, text.len); }
};

}  // namespace serial
