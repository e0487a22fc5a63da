// The hardware abstraction: everything that the firmware can see or do. A board implements these functions, nothing else.
// All calls return at once. Pin values are 32-bit integers; what they mean is the pin's signal (contract, drivers.ts).
#pragma once
#include "core/types.h"

namespace hal {

// The input's present value, or what an output was last written; for a ramp the signed steps emitted since power-on.
i32 read(u32 pin);
// Sets a digital, pwm, servo (pulse width in us) or dmx output.
void write(u32 pin, i32 value);
// Wakes the firmware (run, at once) when the pin's value leaves low..high. Holds until set again; low > high ends it.
void watch(u32 pin, i32 low, i32 high);
// Step generator: `steps` more (signed) at up to `rate` steps/s, ramping at `accel` steps/s^2 (0: none).
// 0 steps: stop, ramping down at `accel` (0: at once). A ramp that ends by itself wakes the firmware.
void ramp(u32 pin, i32 steps, i32 rate, i32 accel);
// The pattern that an addressable strip shows from now on; the board renders its frames.
void strip(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit);
// One pixel of the strip's own buffer (0xRRGGBB), which effect `pixels` shows; other effects leave the buffer as it is.
void pixel(u32 pin, i32 index, i32 color);
// Takes the next byte of a serial input; -1 when none waits. `read` of such a pin tells how many wait.
i32 receive(u32 pin);

constexpr u32 QOS1 = 1;
constexpr u32 RETAINED = 2;
// Hands one message to the bus. Lost when the link is down; the firmware publishes everything again on connect.
void publish(const char* topic, u32 topic_bytes, const char* payload, u32 payload_bytes, u32 flags);

// Non-volatile slots of STORE_BYTES. Reading a slot never written gives 0 bytes. Writing gives 1 when it is safely stored.
constexpr u32 STORE_BYTES = 64;
u32 store_read(u32 slot, void* into, u32 bytes);
u32 store_write(u32 slot, const void* from, u32 bytes);

// 32 random bits.
u32 entropy();

}  // namespace hal
