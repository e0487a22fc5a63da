// Pins in memory: what the host drives on inputs, what the firmware drives on outputs, and who wants to be woken.
#pragma once
#include "core/generated/contract.h"
#include "core/types.h"

namespace board {

constexpr u32 PINS = fw::limit::PINS_PER_CONTROLLER;
constexpr u32 SERIAL_BYTES = 256;  // that a serial input holds; more are dropped
// Serial inputs that have received a byte since `erase`. A unit has at most one: every table fits.
constexpr u32 SERIALS = fw::limit::UNITS_PER_CONTROLLER;

inline bool is_pin(u32 pin) { return pin < PINS; }

void pins_erase();
// Ends all watches and ramps: the firmware begins anew.
void pins_power_on();
i32 pin_read(u32 pin);
// What arrives at an input, from the host or the bench.
void pin_set(u32 pin, i32 value);
// What the firmware drives on an output: its value, and on the wire to the bench.
void pin_drive(u32 pin, i32 value);
void pin_watch(u32 pin, i32 low, i32 high);
// Bytes that arrive at a serial input; the pin's value counts those that wait. False when the board has no room for one.
bool serial_arrive(u32 pin, const u8* bytes, u32 len);
// The next byte of a serial input; -1 for none.
i32 serial_take(u32 pin);
// Whether a watched pin is outside its window. A watch that has called stays quiet until it is set again.
bool pins_calling();

}  // namespace board
