// What one timer's interrupt does 50,000 times a second: step pulses, encoders, infrared receivers.
#pragma once
#include "core/types.h"

namespace board {

constexpr u32 STEPPERS = 12;
constexpr u32 ENCODERS = 8;
constexpr u32 RECEIVERS = 4;

void sampler_start();
// Each takes a place for good; false when there is none left. Pins are physical.
bool add_stepper(u32 pin, u8 step, u8 direction);
bool add_encoder(u32 pin, u8 a, u8 b);
bool add_receiver(u32 pin, u8 input);

void stepper_command(u32 pin, i32 steps, i32 rate, i32 accel);
i32 stepper_count(u32 pin);
// True once after any ramp has ended by itself.
bool steppers_ended();
i32 encoder_count(u32 pin);
i32 receiver_value(u32 pin);

}  // namespace board
