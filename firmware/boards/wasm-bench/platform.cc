// The pair in WebAssembly: the host owns time, and the lines are memory. Nothing comes in between.
#include "boards/emulated/platform.h"

#include "boards/emulated/pair.h"
#include "boards/wasm-bench/machine.h"

namespace machine {

u64 now_us;
Out outs[LINES];
bool dut_on;
bool dut_starts;

bool put(u32 line, u8 byte) {
  Out& out = outs[line];
  if (out.len == OUT_BYTES) return false;
  out.bytes[out.len++] = byte;
  return true;
}

}  // namespace machine

namespace platform {

const fw::Text BOARD = fw::text("wasm");
const u32 CLOCK_HZ = 1000000;

u32 now_ms() { return (u32)(machine::now_us / 1000); }
u64 now_us() { return machine::now_us; }
u32 mask() { return 0; }
void unmask(u32) {}
bool wait() { return false; }

const Transmitter DUT_TRANSMITTER{[] {}, [] {}, [](u8 byte) { return machine::put(machine::DUT_LINE, byte); }};
const Transmitter BENCH_TRANSMITTER{[] {}, [] {}, [](u8 byte) { return machine::put(machine::BENCH_LINE, byte); }};

// The host comes when the bench is due, and serves both halves each time.
void alarm(u64) {}
void attention() {}

void power(bool on) {
  machine::dut_on = on;
  machine::dut_starts = on;
}

}  // namespace platform
