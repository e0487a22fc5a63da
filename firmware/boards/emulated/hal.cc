// The HAL: pins and slots in memory, every effect told on the capture channel with its device time.
#include "hal/hal.h"

#include "boards/emulated/clock.h"
#include "boards/emulated/controller.h"
#include "boards/emulated/flash.h"
#include "boards/emulated/line.h"
#include "boards/emulated/pins.h"
#include "boards/emulated/platform.h"
#include "boards/emulated/ramps.h"
#include "link/bytes.h"

namespace board {
namespace {

constexpr u32 ENTROPY = 4;  // when stepped: every driver of the conformance suite gives the same
constexpr u32 REPORT_BYTES = 80;
using Report = serial::Bytes<REPORT_BYTES>;

bool room_is_coming() {
  const platform::Masked masked;
  return wire.busy() && platform::wait();
}

// When stepped, time waits: the transmitter's interrupt makes room. Free-running, what finds no room is lost, and counted.
bool say(u8 channel, u8 type, const serial::Span* parts, u32 count) {
  if (setup.dead) return false;
  while (!wire.send(channel, type, parts, count)) {
    if (!setup.stepped || !wire.open() || !room_is_coming()) {
      wire.statistics.dropped++;
      return false;
    }
  }
  return true;
}

void capture(u8 type, const Report& report) {
  const serial::Span part{report.at, report.len};
  say(serial::channel::CAPTURE, type, &part, 1);
}

Report pin_report(u32 pin, i32 first) {
  Report report;
  report.byte(pin).word((u32)first);
  return report;
}

void capture_store(u32 slot, const void* from, u32 bytes, bool stored) {
  Report report;
  report.byte(slot).byte(stored).add(from, bytes);
  capture(serial::capture::STORE, report);
}

// The write that power went in: the first half is new, what the slot held beyond it stays.
void tear(u32 slot, const u8* from, u32 bytes) {
  u8 torn[hal::STORE_BYTES];
  const u32 held = flash_read(slot, torn, sizeof torn);
  fw::copy(torn, from, bytes / 2);
  flash_write(slot, torn, fw::most(held, bytes / 2));
  setup.dead = true;
}

u32 random_state = 0x9e3779b9;

}  // namespace
}  // namespace board

namespace hal {

using namespace board;

i32 read(u32 pin) { return pin_read(pin); }

void write(u32 pin, i32 value) {
  if (setup.dead) return;
  pin_drive(pin, value);
  capture(serial::capture::WRITE, pin_report(pin, value));
}

void watch(u32 pin, i32 low, i32 high) {
  if (setup.dead) return;
  if (!setup.stepped) pin_watch(pin, low, high);
  Report report = pin_report(pin, low);
  capture(serial::capture::WATCH, report.word((u32)high));
}

void ramp(u32 pin, i32 steps, i32 rate, i32 accel) {
  if (setup.dead) return;
  if (!setup.stepped) ramp_set(pin, steps, rate, accel);
  Report report = pin_report(pin, steps);
  capture(serial::capture::RAMP, report.word((u32)rate).word((u32)accel));
}

void strip(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit) {
  Report report = pin_report(pin, effect);
  capture(serial::capture::STRIP, report.word((u32)color).word((u32)brightness).word((u32)lit));
}

void pixel(u32 pin, i32 index, i32 color) {
  Report report = pin_report(pin, index);
  capture(serial::capture::PIXEL, report.word((u32)color));
}

i32 receive(u32 pin) { return serial_take(pin); }

void publish(const char* topic, u32 topic_bytes, const char* payload, u32 payload_bytes, u32 flags) {
  const u8 head[2] = {(u8)flags, (u8)topic_bytes};
  const serial::Span parts[] = {{head, 2}, {topic, topic_bytes}, {payload, payload_bytes}};
  if (!say(serial::channel::BUS, serial::MESSAGE, parts, 3) || !setup.time_next) return;
  setup.time_next = false;
  line.time(wire.last_queued());
}

u32 store_read(u32 slot, void* into, u32 bytes) { return flash_read(slot, into, bytes); }

u32 store_write(u32 slot, const void* from, u32 bytes) {
  if (slot >= SLOTS || bytes > STORE_BYTES || setup.dead) return 0;
  if (setup.tear_after != 0 && --setup.tear_after == 0) {
    tear(slot, (const u8*)from, bytes);
    return 0;
  }
  const bool refused = setup.refused_writes != 0;
  if (refused) {
    setup.refused_writes--;
  } else if (!flash_write(slot, (const u8*)from, bytes)) {
    setup.dead = true;
    return 0;
  }
  capture_store(slot, from, bytes, !refused);
  return !refused;
}

u32 entropy() {
  if (setup.stepped) return ENTROPY;
  random_state ^= (u32)now_us();
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

}  // namespace hal
