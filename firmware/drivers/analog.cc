// analog: an analogue input published as its raw value.
#include "drivers/throttle.h"

namespace fw::analog_driver {
namespace {

struct Memory {
  Throttle throttle;
};

void boot(Unit& unit) { throttle_boot(unit, memory<Memory>(unit).throttle, pin::IN, unit.params[param::DELTA]); }
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }
void start(Unit& unit, u8, const i32*) { complete(unit); }
void look(Unit& unit) {
  throttle_look(unit, memory<Memory>(unit).throttle, pin::IN, unit.params[param::DELTA],
                (u32)unit.params[param::MIN_INTERVAL_MS]);
}
i32 value(const Unit& unit, u8) { return memory<Memory>(unit).throttle.published; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::analog_driver
