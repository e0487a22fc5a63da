#include "boards/shared/wiring.h"

namespace board {
namespace {

PinUse pins[fw::limit::PINS_PER_CONTROLLER];
const PinUse UNUSED{};
const char* problem;
bool looked;

bool needs_second(fw::Signal signal) { return signal == fw::Signal::RAMP || signal == fw::Signal::COUNT; }
// These are not read from a pin: a channel of the universe, a register on I2C.
bool needs_none(fw::Signal signal) { return signal == fw::Signal::DMX || signal == fw::Signal::NUMBER; }

const char* check() {
  for (u32 pin = 0; pin < fw::limit::PINS_PER_CONTROLLER; pin++) {
    if (!pins[pin].used || needs_none(pins[pin].signal)) continue;
    const Wire wire = wire_of(pin);
    if (wire.first >= PHYSICAL_PINS) return "wiring: a pin of the table is none of this board's; see wiring.cc";
    if (needs_second(pins[pin].signal) && wire.second >= PHYSICAL_PINS) {
      return "wiring: a step generator without a direction pin, or an encoder without its second line; see wiring.cc";
    }
  }
  return nullptr;
}

}  // namespace

Wire wire_of(u32 pin) {
  for (u32 i = 0; i < REWIRED_COUNT; i++) {
    if (REWIRED[i].pin == pin) return REWIRED[i].wire;
  }
  return {(u8)pin, NO_WIRE};
}

const char* wiring_problem() {
  if (looked) return problem;
  looked = true;
  map_pins(pins);
  problem = check();
  return problem;
}

const PinUse& use_of(u32 pin) {
  wiring_problem();
  return pin < fw::limit::PINS_PER_CONTROLLER ? pins[pin] : UNUSED;
}

void wiring_forget() { looked = false; }
void wiring_refuse(const char* why) { problem = why; }

}  // namespace board
