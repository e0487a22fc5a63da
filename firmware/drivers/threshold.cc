// threshold: an analogue input read as open or closed, with hysteresis.
#include "drivers/debounce.h"

namespace fw::threshold_driver {
namespace {

constexpr i32 FAR = 1 << 20;  // beyond any reading

struct Memory {
  Debounce debounce;
};

// What the reading says: it leaves the side that it is on only beyond the hysteresis.
bool level(const Unit& unit, bool now_open) {
  const i32 raw = read_pin(unit, pin::IN);
  const i32 at = unit.params[param::OPEN_ABOVE];
  const i32 half = unit.params[param::HYSTERESIS];
  return now_open ? raw >= at - half : raw > at + half;
}

void watch_side(Unit& unit, bool open) {
  const i32 at = unit.params[param::OPEN_ABOVE];
  const i32 half = unit.params[param::HYSTERESIS];
  if (open) watch(unit, pin::IN, at - half, FAR);
  else watch(unit, pin::IN, -FAR, at + half);
}

void look(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  const bool side = m.debounce.waiting ? m.debounce.candidate : m.debounce.stable;
  const bool now = level(unit, side);
  if (debounce(unit, m.debounce, now, (u32)unit.params[param::DEBOUNCE_MS])) changed(unit);
  watch_side(unit, now);
}

void boot(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.debounce.stable = read_pin(unit, pin::IN) > unit.params[param::OPEN_ABOVE];
  watch_side(unit, m.debounce.stable);
}
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }
void start(Unit& unit, u8, const i32*) { complete(unit); }
i32 value(const Unit& unit, u8) { return memory<Memory>(unit).debounce.stable; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::threshold_driver
