// A value published beyond a change and not more often than an interval, without ticks.
#pragma once
#include "core/driver.h"

namespace fw {

struct Throttle {
  i32 published;
  bool due;       // a change waits for the interval to pass
  u32 ready_at;   // when the next publication may be
};

inline i32 window_low(i32 center, i32 delta) { return (i32)most<i64>((i64)center - delta + 1, -0x7fffffff); }
inline i32 window_high(i32 center, i32 delta) { return (i32)least<i64>((i64)center + delta - 1, 0x7fffffff); }

inline void throttle_boot(Unit& unit, Throttle& t, u8 role, i32 delta) {
  t.published = read_pin(unit, role);
  t.ready_at = g.now;
  watch(unit, role, window_low(t.published, delta), window_high(t.published, delta));
}

inline void throttle_look(Unit& unit, Throttle& t, u8 role, i32 delta, u32 interval_ms) {
  const i32 seen = read_pin(unit, role);
  if (distance(seen, t.published) < delta) {
    if (t.due) watch(unit, role, window_low(t.published, delta), window_high(t.published, delta));
    t.due = false;
    run_never(unit);
    return;
  }
  if (!reached(t.ready_at, g.now)) {
    t.due = true;
    watch_end(unit, role);
    run_at(unit, t.ready_at);
    return;
  }
  t.published = seen;
  t.due = false;
  t.ready_at = g.now + interval_ms;
  run_never(unit);
  watch(unit, role, window_low(seen, delta), window_high(seen, delta));
  changed(unit);
}

}  // namespace fw
