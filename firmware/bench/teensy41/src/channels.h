// The channels of the bench as pins of the Teensy.
#pragma once
#include "bench/controller.h"

namespace teensy {

// All sensed, none driven; changes of digital ones are told to the controller from interrupts.
void channels_start(bench::Controller& controller);
// Looks at the analogue inputs, and at the digital ones for what no interrupt tells: levels that were there before. Call
// every ms.
void channels_look();

// Of bench::Port.
void drive(u8 channel, i32 level);
void release(u8 channel);
void send_bytes(u8 channel, const u8* bytes, u32 len);
void power(bool on);

}  // namespace teensy
