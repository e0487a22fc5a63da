// The DUT's own time, since its power came.
#pragma once
#include "core/types.h"

namespace board {

void clock_start();
u32 now_ms();
u64 now_us();
// The machine's instant of one of the DUT's, in us.
u64 machine_us(u32 dut_ms);

}  // namespace board
