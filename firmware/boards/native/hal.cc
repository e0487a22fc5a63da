// The HAL of the native host: pins and slots in memory, everything that happens printed as a line.
#include "hal/hal.h"

#include <stdio.h>

#include "boards/native/host.h"

namespace host {

Surroundings around;

namespace {

bool is_pin(u32 pin) { return pin < fw::limit::PINS_PER_CONTROLLER; }
bool printing() { return !around.quiet && !around.dead; }

void print_store(u32 slot, const u8* bytes, u32 len, bool stored) {
  if (!printing()) return;
  printf("store %u %d ", slot, stored);
  for (u32 i = 0; i < len; i++) printf("%02x", bytes[i]);
  printf("\n");
}

// The write that power went in: the first half is new, what was beyond it stays.
void tear(Slot& slot, const u8* bytes, u32 len) {
  fw::copy(slot.bytes, bytes, len / 2);
  slot.len = fw::most(slot.len, len / 2);
  around.dead = true;
}

}  // namespace

void receive(u32 pin, const u8* bytes, u32 len) {
  if (!is_pin(pin)) return;
  Serial& serial = around.serial[pin];
  for (u32 i = 0; i < len && serial.waiting < SERIAL_BYTES; i++) {
    serial.bytes[(serial.first + serial.waiting++) % SERIAL_BYTES] = bytes[i];
  }
  around.pins[pin] = (i32)serial.waiting;
}

}  // namespace host

namespace hal {

using host::around;
using host::printing;

i32 read(u32 pin) { return host::is_pin(pin) ? around.pins[pin] : 0; }
void write(u32 pin, i32 value) {
  if (host::is_pin(pin) && !around.dead) around.pins[pin] = value;
  if (printing()) printf("write %u %d\n", pin, value);
}
void watch(u32 pin, i32 low, i32 high) {
  if (printing()) printf("watch %u %d %d\n", pin, low, high);
}
void ramp(u32 pin, i32 steps, i32 rate, i32 accel) {
  if (printing()) printf("ramp %u %d %d %d\n", pin, steps, rate, accel);
}
void strip(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit) {
  if (printing()) printf("strip %u %d %d %d %d\n", pin, effect, color, brightness, lit);
}
void pixel(u32 pin, i32 index, i32 color) {
  if (printing()) printf("pixel %u %d %d\n", pin, index, color);
}
i32 receive(u32 pin) {
  if (!host::is_pin(pin) || around.serial[pin].waiting == 0) return -1;
  host::Serial& serial = around.serial[pin];
  const u8 next = serial.bytes[serial.first];
  serial.first = (serial.first + 1) % host::SERIAL_BYTES;
  around.pins[pin] = (i32)--serial.waiting;
  return next;
}
void publish(const char* topic, u32 topic_bytes, const char* payload, u32 payload_bytes, u32 flags) {
  if (around.published != nullptr) around.published({topic, topic_bytes}, {payload, payload_bytes});
  if (printing()) printf("publish %u %.*s %.*s\n", flags, (int)topic_bytes, topic, (int)payload_bytes, payload);
}
u32 store_read(u32 slot, void* into, u32 bytes) {
  if (slot >= host::SLOTS) return 0;
  const u32 held = fw::least(bytes, around.slots[slot].len);
  if (held != 0) fw::copy(into, around.slots[slot].bytes, held);
  return held;
}
u32 store_write(u32 slot, const void* from, u32 bytes) {
  if (slot >= host::SLOTS || bytes > STORE_BYTES || around.dead) return 0;
  host::Slot& held = around.slots[slot];
  if (around.cut_after != 0 && --around.cut_after == 0) {
    host::tear(held, (const u8*)from, bytes);
    return 0;
  }
  const bool refused = around.refused_writes != 0;
  if (refused) {
    around.refused_writes--;
  } else {
    fw::copy(held.bytes, from, bytes);
    held.len = bytes;
  }
  host::print_store(slot, (const u8*)from, bytes, !refused);
  return !refused;
}
u32 entropy() { return 4; }

}  // namespace hal
