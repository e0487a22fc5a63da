// What the shared parts need of this board.
#include "boards/shared/port.h"

#include <Arduino.h>
#include <IntervalTimer.h>
#include <qnethernet/entropy/entropy.h>

#include "chip-serial.h"
#include "fast-pins.h"

namespace board {
namespace {
IntervalTimer timer;
}

const fw::Text NAME = fw::text("teensy41");
fw::Text chip_serial() { return teensy_serial(HW_OCOTP_MAC0); }
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
