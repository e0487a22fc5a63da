// The bench controller beside the DUT: its half of the machine, and where the two meet.
#pragma once
#include "core/types.h"

namespace board {

// Once: the machine has started. The DUT's half starts by itself.
void bench_start();
// What the platform calls: at the alarm; for a byte on the bench's line; when its transmitter has room; when there is
// something to serve, and now and then.
void bench_alarm();
void bench_received(u8 byte);
void bench_lost();
void bench_transmit();
void bench_serve();
// When it wants its alarm, in us of the machine.
u64 bench_due_us();

// A byte for the DUT: lost without power.
void dut_received(u8 byte);
void dut_transmit();

// Of the DUT's half, told by itself: it listens from now on; it drives a pin; it drives none; its inputs are as new.
void pair_dut_awake();
void pair_dut_drives(u32 pin, i32 value);
void pair_dut_floats();
void pair_dut_forgot();
// Whether the DUT has power and listens.
bool pair_dut_is_awake();

}  // namespace board
