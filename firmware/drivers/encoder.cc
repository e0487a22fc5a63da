// encoder: a quadrature count, published beyond a change and not more often than its interval.
#include "drivers/throttle.h"

namespace fw::encoder_driver {
namespace {

struct Memory {
  Throttle throttle;
  i32 origin;
};

void boot(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  throttle_boot(unit, m.throttle, pin::COUNT, unit.params[param::DELTA]);
}
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }

void look(Unit& unit) {
  throttle_look(unit, memory<Memory>(unit).throttle, pin::COUNT, unit.params[param::DELTA],
                (u32)unit.params[param::MIN_INTERVAL_MS]);
}

void start(Unit& unit, u8 v, const i32* args) {
  Memory& m = memory<Memory>(unit);
  const i32 count = v == verb::SET_COUNT ? args[0] : 0;
  m.origin = (i32)((u32)read_pin(unit, pin::COUNT) - (u32)count);
  run_never(unit);
  m.throttle.due = false;
  throttle_boot(unit, m.throttle, pin::COUNT, unit.params[param::DELTA]);
  changed(unit);
  complete(unit);
}

i32 value(const Unit& unit, u8) {
  const Memory& m = memory<Memory>(unit);
  return (i32)((u32)m.throttle.published - (u32)m.origin);
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::encoder_driver
