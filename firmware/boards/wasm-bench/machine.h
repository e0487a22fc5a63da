// What the host's side and the firmware's side of the WebAssembly machine share.
#pragma once
#include "core/types.h"

namespace machine {

constexpr u32 DUT_LINE = 0, BENCH_LINE = 1, LINES = 2;
// What a line holds for the host. Beyond it the link keeps what it can, and counts what it cannot.
constexpr u32 OUT_BYTES = 65536;

struct Out {
  u8 bytes[OUT_BYTES];
  u32 len;
};

extern u64 now_us;
extern Out outs[LINES];
extern bool dut_on;
extern bool dut_starts;  // at the next serve

}  // namespace machine
