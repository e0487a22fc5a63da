#include "boards/shared/bench.h"

#include "boards/shared/entries.h"
#include "boards/shared/pin-map.h"
#include "boards/shared/port.h"
#include "core/model.h"
#include "link/bytes.h"
#include "link/hello.h"
#include "link/link.h"

namespace board {
namespace {

serial::Link wire;
bool bus;
u8 table[fw::limit::TABLE_BYTES];
u32 table_bytes;
u8 key[fw::limit::KEY_BYTES_MAX];
u32 key_bytes;

// Both counts go round; the milliseconds say which round of the microseconds it is.
u64 device_us() {
  const u64 rough = (u64)now_ms() * 1000;
  return rough + (u64)(i64)(i32)(now_us() - (u32)rough);
}
void nothing() {}

serial::HelloBytes hello(u32 nonce) {
  serial::Identity identity{};
  identity.role = serial::role::DUT;
  identity.board = NAME;
  identity.chip_serial = chip_serial();
  identity.clock_hz = clock_hz();
  identity.starts = fw::g.boot_count;
  identity.clock_mode = serial::clock_mode::FREE;
  identity.boot_reason = (u8)fw::g.boot_reason;
  identity.pins = pin_uses();
  return serial::hello_bytes(nonce, identity);
}

void say_hello() {
  const serial::HelloBytes bytes = hello(wire.nonce());
  wire.send(serial::channel::CONTROL, serial::answer::HELLO, bytes.at, bytes.len);
}

void keep(u8* into, u32 capacity, u32& length, const serial::Message& message) {
  length = fw::least(message.bytes, capacity);
  fw::copy(into, message.payload, length);
}

void say_time() {
  serial::Bytes<8> bytes;
  bytes.number(device_us(), 8);
  wire.send(serial::channel::CONTROL, serial::answer::TIME, bytes.at, bytes.len);
}

// Stores what was given and starts anew with it.
void commission() {
  if (storage_commission(table, table_bytes, key, key_bytes)) restart();
  bench_log("commissioning: the table does not fit the EEPROM, or does not read back");
}

bool obey_control(const serial::Message& message) {
  serial::Reader in{message.payload, message.bytes};
  switch (message.type) {
    case serial::order::OPEN: say_hello(); return true;
    case serial::order::TABLE: keep(table, sizeof table, table_bytes, message); return true;
    case serial::order::KEY: keep(key, sizeof key, key_bytes, message); return true;
    case serial::order::BOOT: commission(); return true;
    case serial::order::LINK:
      bus = in.byte() != 0;
      entry_link(bus, now_ms());
      return true;
    case serial::order::TIME: say_time(); return true;
    default: return false;
  }
}

bool obey_bus(const serial::Message& message) {
  serial::Reader in{message.payload, message.bytes};
  const u8 flags = in.byte();
  const fw::Text topic = in.text();
  if (!in.ok || !bus || message.type != serial::MESSAGE) return false;
  const fw::Text payload{(const char*)in.at, fw::least(in.left, fw::limit::PAYLOAD_BYTES + 1)};
  entry_message(topic, payload, (flags & 1) != 0, now_ms());
  return true;
}

void obey(const serial::Message& message) {
  bool known = false;
  if (message.channel == serial::channel::CONTROL) known = obey_control(message);
  if (message.channel == serial::channel::BUS) known = obey_bus(message);
  if (!known) wire.statistics.unknown++;
}

}  // namespace

void bench_start() {
  wire.start({nothing, nothing, nothing, device_us});
  const serial::HelloBytes bytes = hello(0);
  wire.announce(bytes.at, bytes.len);
}

bool bench_has_bus() { return bus; }

void bench_run() {
  while (line_waiting() > 0) {
    if (wire.take(line_take())) obey(wire.message);
  }
  wire.flush();
  wire.tick();
  u8 byte;
  while (line_room() > 0 && wire.next(byte)) line_put(byte);
}

void bench_publish(fw::Text topic, fw::Text payload, u32 flags) {
  const u8 head[] = {(u8)flags, (u8)topic.len};
  const serial::Span parts[] = {{head, sizeof head}, {topic.at, topic.len}, {payload.at, payload.len}};
  if (!wire.send(serial::channel::BUS, serial::MESSAGE, parts, 3)) wire.statistics.dropped++;
}

void bench_log(const char* text) {
  wire.send(serial::channel::LOG, serial::TEXT, text, (u32)__builtin_strlen(text));
}

}  // namespace board
