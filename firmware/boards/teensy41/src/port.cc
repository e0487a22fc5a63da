// What the shared parts need of this board.
#include "boards/shared/port.h"

#include <Arduino.h>
#include <IntervalTimer.h>
#include <qnethernet/entropy/entropy.h>

#include "fast-pins.h"

namespace board {
namespace {
IntervalTimer timer;
}

const fw::Text NAME = fw::text("teensy41");
// As Teensyduino's USB descriptor has it: decimal, and below 10,000,000 times ten.
fw::Text chip_serial() {
  static char digits[10];
  u32 number = HW_OCOTP_MAC0 & 0xffffff;
  if (number < 10000000) number *= 10;
  u32 at = sizeof digits;
  do digits[--at] = (char)('0' + number % 10);
  while ((number /= 10) != 0);
  return {digits + at, (u32)sizeof digits - at};
}
u32 clock_hz() { return F_CPU_ACTUAL; }
u32 now_ms() { return millis(); }
u32 now_us() { return micros(); }
u32 entropy() {
  uint32_t bits = 0;
  return qindesign::entropy::entropy_random(&bits) ? bits : 0;
}

u32 line_waiting() { return (u32)Serial.available(); }
u8 line_take() { return (u8)Serial.read(); }
u32 line_room() { return (u32)Serial.availableForWrite(); }
void line_put(u8 byte) { Serial.write(byte); }

void make_output(u8 pin) { pinMode(pin, OUTPUT); }
void make_input(u8 pin, Pull pull) { pinMode(pin, pull == Pull::UP ? INPUT_PULLUP : INPUT); }
void sample_at(u32 hz, void (*sample)()) { timer.begin(sample, (int)(1000000 / hz)); }

bool level(u8 pin) { return digitalReadFast(pin); }
void set_level(u8 pin, bool high) { digitalWriteFast(pin, high ? HIGH : LOW); }
Quiet::Quiet() { noInterrupts(); }
Quiet::~Quiet() { interrupts(); }

}  // namespace board
