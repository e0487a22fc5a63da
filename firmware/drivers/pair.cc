// pair: two switches that count when both are turned within a time of each other, until one is let go.
#include "core/driver.h"

namespace fw::pair_driver {
namespace {

constexpr u8 SIDES = 2;

struct Side {
  bool turned;   // debounced
  bool waiting;  // a new level is on trial until `due`
  u32 due;
  u32 turned_at;
};

struct Memory {
  Side sides[SIDES];
  bool both;
};

bool level(Unit& unit, u8 side) {
  const u8 role = pin::IN1 + side;
  const i32 seen = read_pin(unit, role);
  watch(unit, role, seen, seen);
  return seen == unit.params[param::ACTIVE_LEVEL];
}

// True when the debounced level has just changed.
bool look_at(Unit& unit, u8 side) {
  Side& s = memory<Memory>(unit).sides[side];
  if (level(unit, side) == s.turned) {
    s.waiting = false;
    return false;
  }
  if (!s.waiting) s.due = g.now + (u32)unit.params[param::DEBOUNCE_MS];
  s.waiting = true;
  if (!reached(s.due, g.now)) return false;
  s.waiting = false;
  s.turned = !s.turned;
  s.turned_at = g.now;
  return true;
}

void look(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  run_never(unit);
  for (u8 side = 0; side < SIDES; side++) {
    const Side& other = m.sides[1 - side];
    if (look_at(unit, side)) {
      // The side that turned last decides; in the same instant, both have.
      const bool in_time = g.now - other.turned_at <= (u32)unit.params[param::WINDOW_MS];
      m.both = m.sides[side].turned && other.turned && in_time;
      changed(unit);
    }
    if (m.sides[side].waiting) run_by(unit, m.sides[side].due);
  }
}

// Switches that are turned already were not turned together.
void boot(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  for (u8 side = 0; side < SIDES; side++) {
    m.sides[side].turned = level(unit, side);
    m.sides[side].waiting = false;
  }
  m.both = false;
  run_never(unit);
}
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }
void start(Unit& unit, u8, const i32*) { complete(unit); }
i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::BOTH ? m.both : m.sides[index].turned;
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::pair_driver
