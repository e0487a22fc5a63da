// The bench controller on a Teensy 4.1 of its own: its host by USB, its steps by a timer's interrupt, the DUT by its pins.
#include "bench/service.h"
#include "boards/teensy41/src/chip-serial.h"
#include "channels.h"
#include "wiring.h"

// Last: its macros would eat names.
#include <Arduino.h>
#include <IntervalTimer.h>

namespace {

// An alarm further away comes early, finds nothing due, and is set again.
constexpr u64 ALARM_US_MAX = 1000000;
// Above the pins' interrupts, at 128.
constexpr u8 ALARM_PRIORITY = 64;

bench::Controller controller;
bench::Service service;
serial::Identity identity;
IntervalTimer timer;
u32 looked_ms;

u32 lock() {
  u32 before;
  asm volatile("mrs %0, primask\n cpsid i" : "=r"(before) : : "memory");
  return before;
}
void unlock(u32 before) {
  if ((before & 1) == 0) asm volatile("cpsie i" ::: "memory");
}

// The core's count of 32 bits, carried on: it is asked for far more often than it goes round.
u64 now_us() {
  static u32 last, rounds;
  const u32 before = lock();
  const u32 now = micros();
  if (now < last) rounds++;
  last = now;
  const u64 whole = (u64)rounds << 32 | now;
  unlock(before);
  return whole;
}

void on_alarm() {
  timer.end();
  controller.alarm();
}

void set_alarm(u64 at_us) {
  timer.end();
  if (at_us == bench::NEVER_US) return;
  const u64 now = now_us();
  const u64 left_us = at_us <= now ? 1 : fw::least(at_us - now, ALARM_US_MAX);
  timer.priority(ALARM_PRIORITY);
  timer.begin(on_alarm, (int)left_us);
}

// The loop comes by at once.
void nothing() {}

constexpr bench::Port PORT{now_us,
                           lock,
                           unlock,
                           teensy::drive,
                           teensy::release,
                           teensy::send_bytes,
                           teensy::power,
                           set_alarm,
                           nothing};

void describe() {
  identity.role = serial::role::BENCH;
  identity.board = fw::text("teensy41");
  identity.chip_serial = board::teensy_serial(HW_OCOTP_MAC0);
  identity.clock_hz = F_CPU_ACTUAL;
  identity.starts = 1;
  identity.clock_mode = serial::clock_mode::FREE;
  for (u32 pin = 0; pin < teensy::PINS; pin++) {
    switch (teensy::use_of(pin)) {
      case teensy::Use::DIGITAL: identity.pins.set(pin, serial::pin_use::BOTH); break;
      case teensy::Use::ANALOG_IN: identity.pins.set(pin, serial::pin_use::INPUT); break;
      case teensy::Use::ANALOG_OUT:
      case teensy::Use::BYTES: identity.pins.set(pin, serial::pin_use::OUTPUT); break;
      case teensy::Use::NONE: break;
    }
  }
}

}  // namespace

void setup() {
  Serial.begin(115200);
  controller.start(PORT);
  teensy::channels_start(controller);
  describe();
  // All of the link runs in the loop: there is nothing to keep away.
  service.start({nothing, nothing, nothing, now_us}, controller, identity);
}

void loop() {
  const u32 now_ms = millis();
  if (now_ms != looked_ms) teensy::channels_look();
  looked_ms = now_ms;
  while (Serial.available() > 0) service.take((u8)Serial.read());
  service.run();
  u8 byte;
  while (Serial.availableForWrite() > 0 && service.link.next(byte)) Serial.write(byte);
}
