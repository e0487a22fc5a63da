// What the fuzz targets share: reading an input as a programme, and claims that end the run when they do not hold.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/types.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace fuzz {

// Ends the run with a finding.
#define CLAIM(holds)                                                      \
  do {                                                                    \
    if (!(holds)) {                                                       \
      fprintf(stderr, "%s:%d: claim failed: %s\n", __FILE__, __LINE__, #holds); \
      abort();                                                            \
    }                                                                     \
  } while (0)

// Reads forward; past the end it gives zeros.
struct Input {
  const u8* at;
  const u8* end;

  u8 byte() { return at < end ? *at++ : 0; }
  u32 half() {
    const u32 low = byte();
    return low | (u32)byte() << 8;
  }
  u32 word() {
    const u32 low = half();
    return low | half() << 16;
  }
  // At most `len` of the bytes that are left.
  fw::Text bytes(u32 len) {
    const u32 given = fw::least(len, (u32)(end - at));
    const fw::Text found{(const char*)at, given};
    at += given;
    return found;
  }
  bool more() const { return at < end; }
};

// A copy in memory of exactly its size, so that a sanitizer sees a read past its end.
struct Exact {
  char* at;
  u32 len;

  explicit Exact(fw::Text text) : at((char*)malloc(text.len == 0 ? 1 : text.len)), len(text.len) {
    if (len != 0) memcpy(at, text.at, len);
  }
  ~Exact() { free(at); }
  Exact(const Exact&) = delete;
  Exact& operator=(const Exact&) = delete;
  fw::Text text() const { return {at, len}; }
};

// Numbers for a mutation from its seed.
struct Dice {
  u32 state;
  u32 roll(u32 sides) {
    state = state * 1664525u + 1013904223u;
    return sides == 0 ? 0 : (state >> 8) % sides;
  }
};

// Puts `from` in place of `cut` bytes at `at`; the new size. Does nothing when it would not fit.
inline size_t splice(u8* data, size_t size, size_t max, size_t at, size_t cut, const void* from, size_t bytes) {
  if (at + cut > size || size - cut + bytes > max) return size;
  memmove(data + at + bytes, data + at + cut, size - at - cut);
  if (bytes != 0) memcpy(data + at, from, bytes);
  return size - cut + bytes;
}

}  // namespace fuzz
