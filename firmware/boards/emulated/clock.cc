#include "boards/emulated/clock.h"

#include "boards/emulated/platform.h"

namespace board {
namespace {
u32 origin_ms;  // of the machine, when the DUT's power came
}

void clock_start() { origin_ms = platform::now_ms(); }
u32 now_ms() { return platform::now_ms() - origin_ms; }
u64 now_us() { return platform::now_us() - (u64)origin_ms * 1000; }
u64 machine_us(u32 dut_ms) { return ((u64)origin_ms + dut_ms) * 1000; }

}  // namespace board
