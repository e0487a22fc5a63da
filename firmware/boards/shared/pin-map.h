// What the table says of each pin: its signal, and whether it is driven. A board configures its hardware from it.
#pragma once
#include "core/model.h"
#include "link/hello.h"

namespace board {

struct PinUse {
  bool used;
  bool output;
  fw::Signal signal;
  u32 pixels;  // of a strip
};

// Every pin of the decoded table, the E-stop's and the LED's too; to be called when the table has been decoded.
inline void map_pins(PinUse (&pins)[fw::limit::PINS_PER_CONTROLLER]) {
  for (PinUse& pin : pins) pin = {};
  const auto use = [&pins](u8 pin, bool output, fw::Signal signal, u32 pixels) {
    if (pin != fw::NO_PIN) pins[pin] = {true, output, signal, pixels};
  };
  use(fw::g.estop_pin, false, fw::Signal::DIGITAL, 0);
  use(fw::g.led_pin, true, fw::Signal::DIGITAL, 0);
  for (u32 i = 0; i < fw::g.unit_count; i++) {
    const fw::Unit& unit = fw::g.units[i];
    const fw::DriverSpec& spec = fw::DRIVER_SPECS[(u8)unit.driver];
    u32 pixels = 0;
    if (unit.driver == fw::DriverCode::STRIP) pixels = (u32)unit.params[fw::strip_driver::param::PIXELS];
    if (unit.driver == fw::DriverCode::PIXELS) pixels = (u32)unit.params[fw::pixels_driver::param::PIXELS];
    for (u32 role = 0; role < spec.pin_count; role++) {
      use(unit.pins[role], spec.pins[role].output, spec.pins[role].signal, pixels);
    }
  }
}

// The same for HELLO; no pin while there is no table.
inline serial::PinUses pin_uses() {
  serial::PinUses uses;
  if (!fw::g.table_ok) return uses;
  PinUse pins[fw::limit::PINS_PER_CONTROLLER];
  map_pins(pins);
  for (u32 pin = 0; pin < fw::limit::PINS_PER_CONTROLLER; pin++) {
    if (pins[pin].used) uses.set(pin, pins[pin].output ? serial::pin_use::OUTPUT : serial::pin_use::INPUT);
  }
  return uses;
}

}  // namespace board
