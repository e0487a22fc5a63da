#include "pins.h"

#include "boards/shared/port.h"
#include "boards/shared/sampler.h"
#include "boards/shared/wiring.h"
#include "core/model.h"
#include "light.h"
#include "strips.h"

// Last: its macros would eat names of the contract.
#include <Arduino.h>

namespace board {
namespace {

constexpr u32 PWM_BITS = 12;
constexpr i32 PWM_MAX = (1 << PWM_BITS) - 1;
constexpr i32 SERVO_FRAME_US = 20000;
constexpr u32 READER_BAUD = 9600;

i32 written[fw::limit::PINS_PER_CONTROLLER];
bool configured;

// The serial port whose receiver is on a physical pin (card of the Teensy 4.1).
HardwareSerial* serial_at(u8 pin) {
  switch (pin) {
    case 0: return &Serial1;
    case 7: return &Serial2;
    case 15: return &Serial3;
    case 16: return &Serial4;
    case 21: return &Serial5;
    case 25: return &Serial6;
    case 28: return &Serial7;
    case 34: return &Serial8;
    default: return nullptr;
  }
}

bool configure_output(u32 pin, const PinUse& use, Wire wire) {
  switch (use.signal) {
    case fw::Signal::RAMP: return add_stepper(pin, wire.first, wire.second);
    case fw::Signal::STRIP: return add_strip(pin, wire.first, use.pixels);
    case fw::Signal::SERVO:
      analogWriteFrequency(wire.first, 1000000.0f / SERVO_FRAME_US);
      return true;
    case fw::Signal::DMX: dmx_start(); return true;
    default: make_output(wire.first); return true;
  }
}

bool configure_input(u32 pin, const PinUse& use, Wire wire) {
  switch (use.signal) {
    case fw::Signal::COUNT: return add_encoder(pin, wire.first, wire.second);
    case fw::Signal::IR: return add_receiver(pin, wire.first);
    case fw::Signal::ANALOG: return true;
    case fw::Signal::NUMBER: light_start(); return true;
    case fw::Signal::BYTES:
      if (serial_at(wire.first) == nullptr) return false;
      serial_at(wire.first)->begin(READER_BAUD);
      return true;
    default: make_input(wire.first, Pull::UP); return true;
  }
}

void configure() {
  configured = true;
  analogReadResolution(10);
  analogWriteResolution(PWM_BITS);
  for (u32 pin = 0; pin < fw::limit::PINS_PER_CONTROLLER; pin++) {
    const PinUse& use = use_of(pin);
    if (!use.used) continue;
    const Wire wire = wire_of(pin);
    const bool done = use.output ? configure_output(pin, use, wire) : configure_input(pin, use, wire);
    if (!done) wiring_refuse("pins: more steppers, strips, encoders, receivers or readers than this board has");
  }
  strips_start();
}

// The register that a `number` pin stands for: the colour driver's two, in their order.
i32 read_number(u32 pin) {
  for (u32 i = 0; i < fw::g.unit_count; i++) {
    const fw::Unit& unit = fw::g.units[i];
    if (unit.driver != fw::DriverCode::COLOR) continue;
    if (unit.pins[fw::color_driver::pin::TEMPERATURE] == pin) return light_seen().color_temperature_k;
    if (unit.pins[fw::color_driver::pin::LUX] == pin) return light_seen().lux;
  }
  return 0;
}

}  // namespace

bool pins_ready() {
  if (wiring_problem() != nullptr) return false;
  if (!configured) configure();
  return wiring_problem() == nullptr;
}

i32 pin_read(u32 pin) {
  const PinUse& use = use_of(pin);
  if (!pins_ready() || !use.used) return 0;
  const u8 first = wire_of(pin).first;
  switch (use.signal) {
    case fw::Signal::RAMP: return stepper_count(pin);
    case fw::Signal::COUNT: return encoder_count(pin);
    case fw::Signal::IR: return receiver_value(pin);
    case fw::Signal::ANALOG: return analogRead(first);
    case fw::Signal::NUMBER: return read_number(pin);
    case fw::Signal::BYTES: return serial_at(first)->available();
    case fw::Signal::DIGITAL: return use.output ? written[pin] : digitalRead(first);
    default: return written[pin];
  }
}

void pin_write(u32 pin, i32 value) {
  const PinUse& use = use_of(pin);
  if (!pins_ready() || !use.used) return;
  written[pin] = value;
  const u8 first = wire_of(pin).first;
  switch (use.signal) {
    case fw::Signal::PWM: analogWrite(first, value * PWM_MAX / 255); break;
    case fw::Signal::SERVO: analogWrite(first, value * PWM_MAX / SERVO_FRAME_US); break;
    case fw::Signal::DMX: dmx_write(first, (u8)value); break;
    default: digitalWrite(first, value != 0 ? HIGH : LOW); break;
  }
}

i32 pin_receive(u32 pin) {
  if (!pins_ready() || use_of(pin).signal != fw::Signal::BYTES) return -1;
  HardwareSerial* const serial = serial_at(wire_of(pin).first);
  return serial == nullptr ? -1 : serial->read();
}

}  // namespace board
