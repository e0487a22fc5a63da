// Step generators of the free-running board, moved on every millisecond: a trapezoid in fixed point.
#pragma once
#include "core/types.h"

namespace board {

// Ends all; each pin's steps count from 0 again.
void ramps_power_on();
// As hal::ramp.
void ramp_set(u32 pin, i32 steps, i32 rate, i32 accel);
bool ramps_running();
// Moves all by a millisecond, each pin's value to the steps it has emitted. True when a ramp has ended.
bool ramps_step();

}  // namespace board
