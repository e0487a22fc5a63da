// color: colour temperature and illuminance. It reads once an integration time, and only while the light is changing.
#include "drivers/throttle.h"

namespace fw::color_driver {
namespace {

struct Memory {
  bool reading;
  i32 temperature;
  i32 lux;
};

void take(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.temperature = read_pin(unit, pin::TEMPERATURE);
  m.lux = read_pin(unit, pin::LUX);
}

bool differs(const Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  return distance(read_pin(unit, pin::TEMPERATURE), m.temperature) >= unit.params[param::DELTA_K] ||
         distance(read_pin(unit, pin::LUX), m.lux) >= unit.params[param::DELTA_LUX];
}

void sleep(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  const i32 kelvin = unit.params[param::DELTA_K];
  const i32 lux = unit.params[param::DELTA_LUX];
  m.reading = false;
  watch(unit, pin::TEMPERATURE, window_low(m.temperature, kelvin), window_high(m.temperature, kelvin));
  watch(unit, pin::LUX, window_low(m.lux, lux), window_high(m.lux, lux));
}

void wake(Unit& unit) {
  memory<Memory>(unit).reading = true;
  watch_end(unit, pin::TEMPERATURE);
  watch_end(unit, pin::LUX);
  run_after(unit, (u32)most(unit.params[param::INTEGRATION_MS], 1));
}

void boot(Unit& unit) {
  take(unit);
  sleep(unit);
}
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }

void start(Unit& unit, u8, const i32*) {
  if (!memory<Memory>(unit).reading) wake(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!m.reading) {
    wake(unit);
    return;
  }
  if (!take_due(unit)) return;
  const bool asked = unit.commanded;
  const bool different = differs(unit);
  if (different || asked) {
    take(unit);
    changed(unit);
  }
  complete(unit);
  if (different) wake(unit);
  else sleep(unit);
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::COLOR_TEMPERATURE_K ? m.temperature : m.lux;
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, never, never};

}  // namespace fw::color_driver
