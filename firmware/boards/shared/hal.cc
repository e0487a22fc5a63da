// The HAL of a board with real pins: what each board has of its own is in port.h and in its pins.h, storage.h and strips.h.
#include "hal/hal.h"

#include "boards/shared/bench.h"
#include "boards/shared/entries.h"
#include "boards/shared/port.h"
#include "boards/shared/sampler.h"
#include "pins.h"
#include "storage.h"
#include "strips.h"

namespace hal {

i32 read(u32 pin) { return board::pin_read(pin); }
void write(u32 pin, i32 value) { board::pin_write(pin, value); }
i32 receive(u32 pin) { return board::pin_receive(pin); }
void watch(u32 pin, i32 low, i32 high) { board::watches.set(pin, low, high); }
void ramp(u32 pin, i32 steps, i32 rate, i32 accel) {
  if (board::pins_ready()) board::stepper_command(pin, steps, rate, accel);
}
void strip(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit) {
  if (board::pins_ready()) board::strip_show(pin, effect, color, brightness, lit);
}
void pixel(u32 pin, i32 index, i32 color) {
  if (board::pins_ready()) board::strip_pixel(pin, index, color);
}
void publish(const char* topic, u32 topic_bytes, const char* payload, u32 payload_bytes, u32 flags) {
  const fw::Text name{topic, topic_bytes};
  const fw::Text body{payload, payload_bytes};
  if (board::bench_has_bus()) board::bench_publish(name, body, flags);
  else board::network_publish(name, body, flags & QOS1, flags & RETAINED);
}
u32 store_read(u32 slot, void* into, u32 bytes) { return board::slot_read(slot, into, bytes); }
u32 store_write(u32 slot, const void* from, u32 bytes) { return board::slot_write(slot, from, bytes) ? 1 : 0; }
u32 entropy() { return board::entropy(); }

}  // namespace hal
