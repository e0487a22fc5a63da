// Debouncing without ticks: a new level must hold for its time, and every change while it is awaited starts anew.
#pragma once
#include "core/driver.h"

namespace fw {

struct Debounce {
  bool stable;
  bool candidate;
  bool waiting;
};

// `level`: of the input now. True when the stable level has just changed. Keeps the unit's instant.
inline bool debounce(Unit& unit, Debounce& d, bool level, u32 hold_ms) {
  if (d.waiting && level == d.candidate && take_due(unit)) {
    d.waiting = false;
    d.stable = level;
    return true;
  }
  if (level == d.stable) {
    d.waiting = false;
    run_never(unit);
  } else if (!d.waiting) {
    d.waiting = true;
    d.candidate = level;
    if (hold_ms == 0) {
      d.waiting = false;
      d.stable = level;
      return true;
    }
    run_after(unit, hold_ms);
  }
  return false;
}

// The same for a value that may take more than two.
struct Settling {
  i32 stable;
  i32 candidate;
  bool waiting;
};

// `seen`: at the input now. True when the stable value has just changed. Keeps the unit's instant.
inline bool settle_value(Unit& unit, Settling& s, i32 seen, u32 hold_ms) {
  if (seen == s.stable) {
    s.waiting = false;
    run_never(unit);
    return false;
  }
  if (!s.waiting || seen != s.candidate) {
    s.waiting = true;
    s.candidate = seen;
    run_after(unit, hold_ms);
    if (hold_ms > 0) return false;
  }
  if (!take_due(unit)) return false;
  s.waiting = false;
  s.stable = seen;
  return true;
}

}  // namespace fw
