// What a C library would give in WebAssembly: the compiler may call these for copies of its own making.
#include "core/types.h"

extern "C" {
void* memcpy(void* to, const void* from, size_t bytes) { return __builtin_memcpy(to, from, bytes); }
void* memset(void* at, int value, size_t bytes) { return __builtin_memset(at, value, bytes); }
void* memmove(void* to, const void* from, size_t bytes) { return __builtin_memmove(to, from, bytes); }
int memcmp(const void* a, const void* b, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) {
    const int difference = ((const u8*)a)[i] - ((const u8*)b)[i];
    if (difference != 0) return difference;
  }
  return 0;
}
}
