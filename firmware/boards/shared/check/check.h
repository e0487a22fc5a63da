// A check prints a line, and is counted when it fails.
#pragma once
#include <stdio.h>

#include "core/types.h"

namespace board {

inline int failures = 0;

inline void check(const char* what, i64 seen, i64 least, i64 most) {
  const bool ok = seen >= least && seen <= most;
  if (!ok) failures++;
  printf("%s %s: expected %lld to %lld, seen %lld\n", ok ? "ok" : "FAIL", what, (long long)least, (long long)most, (long long)seen);
}
inline void check(const char* what, i64 seen, i64 expected) { check(what, seen, expected, expected); }

}  // namespace board
