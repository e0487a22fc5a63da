// The HAL on WebAssembly: imports of module `hal`, exactly as docs/seams.md section 1 has them.
#include "hal/hal.h"

#define IMPORT(symbol) __attribute__((import_module("hal"), import_name(symbol)))

extern "C" {
IMPORT("read") i32 hal_read(u32 pin);
IMPORT("write") void hal_write(u32 pin, i32 value);
IMPORT("watch") void hal_watch(u32 pin, i32 low, i32 high);
IMPORT("ramp") void hal_ramp(u32 pin, i32 steps, i32 rate, i32 accel);
IMPORT("strip") void hal_strip(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit);
IMPORT("pixel") void hal_pixel(u32 pin, i32 index, i32 color);
IMPORT("receive") i32 hal_receive(u32 pin);
IMPORT("publish") void hal_publish(const char* topic, u32 topic_len, const char* payload, u32 payload_len, u32 flags);
IMPORT("store_read") u32 hal_store_read(u32 slot, void* into, u32 len);
IMPORT("store_write") u32 hal_store_write(u32 slot, const void* from, u32 len);
IMPORT("entropy") u32 hal_entropy();
}

namespace hal {
i32 read(u32 pin) { return hal_read(pin); }
void write(u32 pin, i32 value) { hal_write(pin, value); }
void watch(u32 pin, i32 low, i32 high) { hal_watch(pin, low, high); }
void ramp(u32 pin, i32 steps, i32 rate, i32 accel) { hal_ramp(pin, steps, rate, accel); }
void strip(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit) { hal_strip(pin, effect, color, brightness, lit); }
void pixel(u32 pin, i32 index, i32 color) { hal_pixel(pin, index, color); }
i32 receive(u32 pin) { return hal_receive(pin); }
void publish(const char* topic, u32 topic_bytes, const char* payload, u32 payload_bytes, u32 flags) {
  hal_publish(topic, topic_bytes, payload, payload_bytes, flags);
}
u32 store_read(u32 slot, void* into, u32 bytes) { return hal_store_read(slot, into, bytes); }
u32 store_write(u32 slot, const void* from, u32 bytes) { return hal_store_write(slot, from, bytes); }
u32 entropy() { return hal_entropy(); }
}  // namespace hal
