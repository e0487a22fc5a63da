// The board's own time: SysTick counts milliseconds, and between two of them its counter tells the microseconds.
#pragma once
#include "core/types.h"

namespace board {

void clock_start();
// Since the board started.
u32 now_ms();
u64 now_us();

}  // namespace board
