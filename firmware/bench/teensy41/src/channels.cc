#include "channels.h"

#include <utility>

#include "wiring.h"

// Last: its macros would eat names.
#include <Arduino.h>

namespace teensy {
namespace {

bench::Controller* told;
bool driven[PINS];
i32 levels[PINS];  // as they were told

// The change of one pin, with the instant of its interrupt. What the bench drives itself is no news.
template <u32 PIN>
void changed() {
  if (driven[PIN]) return;
  levels[PIN] = digitalReadFast(PIN);
  told->dut_drives(PIN, levels[PIN]);
}

using Handler = void (*)();
template <u32... PIN>
constexpr void handlers(Handler (&into)[PINS], std::integer_sequence<u32, PIN...>) {
  ((into[PIN] = changed<PIN>), ...);
}

// Down, so that a wire that nobody drives is 0.
void sense(u8 pin) {
  pinMode(pin, INPUT_PULLDOWN);
  driven[pin] = false;
}

HardwareSerial& serial_at(u8 channel) { return channel == 1 ? Serial1 : Serial2; }

}  // namespace

void channels_start(bench::Controller& controller) {
  told = &controller;
  Handler on_change[PINS];
  handlers(on_change, std::make_integer_sequence<u32, PINS>{});
  analogReadResolution(ANALOG_BITS);
  analogWriteResolution(8);
  pinMode(POWER_PIN, OUTPUT);
  power(true);
  for (u32 pin = 0; pin < PINS; pin++) {
    switch (use_of(pin)) {
      case Use::DIGITAL:
        sense((u8)pin);
        attachInterrupt((u8)pin, on_change[pin], CHANGE);
        break;
      case Use::BYTES: serial_at((u8)pin).begin(READER_BAUD); break;
      default: break;
    }
  }
}

void channels_look() {
  for (u32 pin = 0; pin < PINS; pin++) {
    const bool analog = use_of(pin) == Use::ANALOG_IN;
    if (!analog && (use_of(pin) != Use::DIGITAL || driven[pin])) continue;
    const i32 seen = analog ? analogRead((u8)pin) : digitalRead((u8)pin);
    if (fw::distance(seen, levels[pin]) <= (analog ? ANALOG_NOISE : 0)) continue;
    levels[pin] = seen;
    told->dut_drives((u8)pin, seen);
  }
}

void drive(u8 channel, i32 level) {
  switch (use_of(channel)) {
    case Use::ANALOG_OUT: analogWrite(channel, (int)fw::clamp(level, 0, 255)); break;
    case Use::DIGITAL:
      digitalWrite(channel, level != 0 ? HIGH : LOW);
      if (!driven[channel]) pinMode(channel, OUTPUT);
      driven[channel] = true;
      break;
    default: break;
  }
}

void release(u8 channel) {
  if (use_of(channel) == Use::ANALOG_OUT) analogWrite(channel, 0);
  if (use_of(channel) == Use::DIGITAL) sense(channel);
}

void send_bytes(u8 channel, const u8* bytes, u32 len) {
  if (use_of(channel) != Use::BYTES) return;
  for (u32 i = 0; i < len; i++) serial_at(channel).write(bytes[i]);
}

void power(bool on) { digitalWrite(POWER_PIN, on ? HIGH : LOW); }

}  // namespace teensy
