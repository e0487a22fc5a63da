// selector: a lever over up to eight contacts. Two contacts at once count as between: the lever is on its way.
#include "drivers/debounce.h"

namespace fw::selector_driver {
namespace {

constexpr u8 CONTACTS = 8;
constexpr i32 BETWEEN = -1;

struct Memory {
  Settling settling;
  i32 last;  // the contact that it was on last, or BETWEEN
};

// Watches every contact for its next change. Which one is active, or BETWEEN.
i32 contact(Unit& unit) {
  i32 found = BETWEEN;
  u32 active = 0;
  for (u8 i = 0; i < CONTACTS; i++) {
    const u8 role = pin::IN1 + i;
    if (!has_pin(unit, role)) continue;
    const i32 level = read_pin(unit, role);
    watch(unit, role, level, level);
    if (level != unit.params[param::ACTIVE_LEVEL]) continue;
    active++;
    found = i;
  }
  return active == 1 ? found : BETWEEN;
}

i32 value(const Unit& unit, u8) {
  const Memory& m = memory<Memory>(unit);
  const bool holds = m.settling.stable == BETWEEN && unit.params[param::HOLD_BETWEEN] != 0;
  const i32 at = holds ? m.last : m.settling.stable;
  return at == BETWEEN ? unit.params[param::BETWEEN_VALUE] : unit.params[param::FIRST] + at;
}

void look(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  const i32 before = value(unit, property::VALUE);
  if (!settle_value(unit, m.settling, contact(unit), (u32)unit.params[param::DEBOUNCE_MS])) return;
  if (m.settling.stable != BETWEEN) m.last = m.settling.stable;
  if (value(unit, property::VALUE) != before) changed(unit);
}

void boot(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.last = contact(unit);
  m.settling = {m.last, m.last, false};
}
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }
void start(Unit& unit, u8, const i32*) { complete(unit); }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::selector_driver
