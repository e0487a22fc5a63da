// What each channel of this bench is: channel n is physical pin n of the Teensy 4.1. A site changes the table.
#pragma once
#include "bench/port.h"

namespace teensy {

enum class Use : u8 {
  NONE,        // not wired: the power switch, the LED
  DIGITAL,     // sensed by interrupt until the bench drives it
  ANALOG_IN,   // raw value of 10 bits, looked at every ms
  ANALOG_OUT,  // duty of 8 bits; behind an RC filter a voltage
  BYTES,       // transmitter of a serial port, to a reader's input
};

constexpr u32 PINS = 42;
// High: the DUT has power.
constexpr u8 POWER_PIN = 33;
constexpr u8 LED_PIN = 13;
constexpr u32 ANALOG_BITS = 10;
// An analogue level counts as changed when it moves by more than the converter's own noise.
constexpr i32 ANALOG_NOISE = 4;
constexpr u32 READER_BAUD = 9600;

constexpr Use use_of(u32 channel) {
  switch (channel) {
    case POWER_PIN:
    case LED_PIN: return Use::NONE;
    case 14:
    case 15:
    case 16:
    case 17: return Use::ANALOG_IN;
    case 22:
    case 23:
    case 36:
    case 37: return Use::ANALOG_OUT;
    case 1:
    case 8: return Use::BYTES;
    default: return channel < PINS ? Use::DIGITAL : Use::NONE;
  }
}

}  // namespace teensy
