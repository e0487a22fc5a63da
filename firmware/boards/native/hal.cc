// The HAL of the native host: pins and slots in memory, everything that happens printed as a line.
#include "hal/hal.h"

#include <stdio.h>

#include "core/generated/contract.h"

namespace host {
i32 pins[fw::limit::PINS_PER_CONTROLLER];
u8 store[8][hal::STORE_BYTES];
u32 store_bytes[8];
}  // namespace host

namespace hal {

i32 read(u32 pin) { return pin < fw::limit::PINS_PER_CONTROLLER ? host::pins[pin] : 0; }
void write(u32 pin, i32 value) {
  if (pin < fw::limit::PINS_PER_CONTROLLER) host::pins[pin] = value;
  printf("write %u %d\n", pin, value);
}
void watch(u32, i32, i32) {}
void ramp(u32 pin, i32 steps, i32 rate, i32 accel) { printf("ramp %u %d %d %d\n", pin, steps, rate, accel); }
void strip(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit) {
  printf("strip %u %d %d %d %d\n", pin, effect, color, brightness, lit);
}
void publish(const char* topic, u32 topic_bytes, const char* payload, u32 payload_bytes, u32 flags) {
  printf("publish %u %.*s %.*s\n", flags, (int)topic_bytes, topic, (int)payload_bytes, payload);
}
u32 store_read(u32 slot, void* into, u32 bytes) {
  if (slot >= 8) return 0;
  const u32 held = fw::least(bytes, host::store_bytes[slot]);
  if (held != 0) fw::copy(into, host::store[slot], held);
  return held;
}
u32 store_write(u32 slot, const void* from, u32 bytes) {
  if (slot >= 8 || bytes > STORE_BYTES) return 0;
  fw::copy(host::store[slot], from, bytes);
  host::store_bytes[slot] = bytes;
  return 1;
}
u32 entropy() { return 4; }

}  // namespace hal
