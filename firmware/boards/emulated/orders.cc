#include "boards/emulated/orders.h"

#include "boards/emulated/clock.h"
#include "boards/emulated/controller.h"
#include "boards/emulated/flash.h"
#include "boards/emulated/line.h"
#include "boards/emulated/pair.h"
#include "boards/emulated/pins.h"
#include "boards/emulated/platform.h"
#include "boards/emulated/ramps.h"
#include "boards/shared/pin-map.h"
#include "core/command.h"
#include "core/publisher.h"
#include "core/runtime.h"
#include "link/bytes.h"
#include "link/hello.h"

namespace board {
namespace {

u8 table[serial::MESSAGE_BYTES];
u32 table_bytes;
u8 key[512];
u32 key_bytes;
char text[fw::limit::PAYLOAD_BYTES + 2048];

void answer(u8 type, const void* payload, u32 bytes) {
  if (!wire.send(serial::channel::CONTROL, type, payload, bytes)) wire.statistics.dropped++;
}

// The end of a step that the host asked for. Without power nothing is wanted any more.
void done(u32 delay) {
  if (setup.dead) delay = fw::NEVER;
  took(delay);
  serial::Bytes<4> bytes;
  bytes.word(delay);
  answer(serial::answer::DONE, bytes.at, bytes.len);
}

serial::HelloBytes hello(u32 nonce) {
  serial::Identity identity{};
  identity.role = serial::role::DUT;
  identity.board = platform::BOARD;
  identity.chip_serial = fw::text("emulated");
  identity.clock_hz = platform::CLOCK_HZ;
  identity.starts = flash_starts();
  identity.clock_mode = setup.stepped ? serial::clock_mode::STEPPED : serial::clock_mode::FREE;
  identity.boot_reason = (u8)fw::g.boot_reason;
  identity.pins = pin_uses();
  return serial::hello_bytes(nonce, identity);
}

bool boot(serial::Reader in) {
  const u32 reason = in.word();
  const u32 now = in.word();
  if (!in.ok || in.left != 0) return false;
  power_off();
  setup.powered = true;
  setup.dead = false;
  flash_power_on();
  setup.now_ms = now;
  setup.offset_ms = now - now_ms();
  done(fw::boot(table, table_bytes, key, key_bytes, reason, now));
  return true;
}

// Steps of a controller without power are not understood.
bool link_changed(serial::Reader in) {
  const bool up = in.byte() != 0;
  const u32 now = in.word();
  if (!in.ok || in.left != 0 || !setup.powered) return false;
  setup.now_ms = now;
  done(fw::link_changed(up, firmware_ms()));
  return true;
}

bool run(serial::Reader in) {
  setup.now_ms = in.word();
  if (!in.ok || in.left != 0 || !setup.powered || !setup.stepped) return false;
  done(fw::run(setup.now_ms));
  return true;
}

bool bus_message(serial::Reader in) {
  const u8 flags = in.byte();
  const fw::Text topic = in.text();
  const fw::Text payload{(const char*)in.at, fw::least(in.left, fw::limit::PAYLOAD_BYTES + 1)};
  if (!in.ok || !setup.powered) return false;
  setup.time_next = true;
  const u32 delay = fw::message(topic, payload, (flags & 1) != 0, firmware_ms());
  setup.time_next = false;
  if (setup.stepped) done(delay);
  else took(delay);
  return true;
}

bool keep(serial::Reader in, u8* into, u32 capacity, u32& bytes) {
  if (in.left > capacity) return false;
  bytes = in.left;
  fw::copy(into, in.at, bytes);
  return true;
}

bool set_clock(serial::Reader in) {
  const u8 mode = in.byte();
  if (!in.ok || in.left != 0 || mode > serial::clock_mode::STEPPED) return false;
  setup.stepped = mode == serial::clock_mode::STEPPED;
  return true;
}

bool erase() {
  power_off();
  flash_erase();
  pins_erase();
  pair_dut_forgot();
  setup.refused_writes = setup.tear_after = 0;
  setup.dead = false;
  return true;
}

bool plant(serial::Reader in) {
  const u8 kind = in.byte();
  const u32 count = in.word();
  if (!in.ok || in.left != 0 || kind > serial::fault_kind::CUT_FLASH) return false;
  if (kind == serial::fault_kind::FAIL_WRITES) setup.refused_writes = count;
  else if (kind == serial::fault_kind::TEAR_SLOT) setup.tear_after = count;
  else flash_cut(count);
  return true;
}

bool tell_mac(serial::Reader in) {
  u8 mac[32];
  const bool known = fw::command_mac(in.rest(), mac);
  answer(serial::answer::MAC, mac, known ? sizeof mac : 0);
  return true;
}

bool tell_counters() {
  serial::Bytes<4 * fw::REASON_COUNT> bytes;
  for (const u32 count : fw::g.counters.refused) bytes.word(count);
  answer(serial::answer::COUNTERS, bytes.at, bytes.len);
  return true;
}

bool tell_statistics() {
  const serial::Statistics now = wire.statistics;
  answer(serial::answer::STATISTICS, &now, sizeof now);
  return true;
}

u64 received_us;
bool tell_timing() {
  serial::Bytes<16> bytes;
  bytes.number(received_us, 8).number(line.sent_us(), 8);
  answer(serial::answer::TIMING, bytes.at, bytes.len);
  return true;
}

bool tell_time() {
  serial::Bytes<8> bytes;
  bytes.number(now_us(), 8);
  answer(serial::answer::TIME, bytes.at, bytes.len);
  return true;
}

bool tell_session() {
  if (!setup.powered) return false;
  u32 len = fw::write_will(text, sizeof text / 2);
  text[len++] = 0;
  len += fw::write_subscriptions(text + len, sizeof text - len);
  answer(serial::answer::SESSION, text, len);
  return true;
}

bool control(u8 type, serial::Reader in) {
  switch (type) {
    case serial::order::OPEN: {
      const serial::HelloBytes said = hello(wire.nonce());
      answer(serial::answer::HELLO, said.at, said.len);
      return true;
    }
    case serial::order::CLOCK: return set_clock(in);
    case serial::order::TABLE: return keep(in, table, sizeof table, table_bytes);
    case serial::order::KEY: return keep(in, key, sizeof key, key_bytes);
    case serial::order::BOOT: return boot(in);
    case serial::order::LINK: return link_changed(in);
    case serial::order::NOW: setup.now_ms = in.word(); return in.ok;
    case serial::order::RUN: return run(in);
    case serial::order::ERASE: return erase();
    case serial::order::MAC: return tell_mac(in);
    case serial::order::COUNTERS: return tell_counters();
    case serial::order::FAULT: return plant(in);
    case serial::order::STATISTICS: return tell_statistics();
    case serial::order::TIMING: return tell_timing();
    case serial::order::SESSION: return tell_session();
    case serial::order::TIME: return tell_time();
    default: return false;
  }
}

bool stimulus(u8 type, serial::Reader in) {
  const u8 pin = in.byte();
  if (!in.ok || !is_pin(pin)) return false;
  if (type == serial::stimulus::BYTES) return serial_arrive(pin, in.at, in.left);
  const u32 value = in.word();
  if (type != serial::stimulus::PIN || !in.ok || in.left != 0) return false;
  pin_set(pin, (i32)value);
  return true;
}

}  // namespace

void orders_start() {
  table_bytes = key_bytes = 0;
  received_us = 0;
}

void obey(const serial::Message& message) {
  const serial::Reader in{message.payload, message.bytes};
  bool understood = false;
  switch (message.channel) {
    case serial::channel::CONTROL: understood = control(message.type, in); break;
    case serial::channel::STIMULUS: understood = stimulus(message.type, in); break;
    case serial::channel::BUS:
      received_us = line.frame_us();
      understood = message.type == serial::MESSAGE && bus_message(in);
      break;
    default: break;
  }
  if (!understood) wire.statistics.unknown++;
}

void announce() {
  const serial::HelloBytes said = hello(0);
  wire.announce(said.at, said.len);
}

}  // namespace board
