// contact: a switch, button or proximity sensor. `count` rises with every press, so that a short one is never lost.
#include "drivers/debounce.h"

namespace fw::contact_driver {
namespace {

struct Memory {
  Debounce debounce;
  i32 count;
};

bool level(Unit& unit) {
  const i32 seen = read_pin(unit, pin::IN);
  watch(unit, pin::IN, seen, seen);
  return seen == unit.params[param::ACTIVE_LEVEL];
}

void look(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!debounce(unit, m.debounce, level(unit), (u32)unit.params[param::DEBOUNCE_MS])) return;
  if (m.debounce.stable) m.count = m.count == 0x7fffffff ? 0 : m.count + 1;
  changed(unit);
}

void boot(Unit& unit) { memory<Memory>(unit).debounce.stable = level(unit); }
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }
void start(Unit& unit, u8, const i32*) { complete(unit); }
i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::ACTIVE ? m.debounce.stable : m.count;
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::contact_driver
