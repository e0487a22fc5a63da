#include "boards/qemu-m7/clock.h"

#include "boards/qemu-m7/registers.h"

namespace board {
namespace {
constexpr u32 TICKS_PER_MS = CLOCK_HZ / 1000;
constexpr u32 TICKS_PER_US = CLOCK_HZ / 1000000;
constexpr u32 TICK_PENDING = 1u << 26;
volatile u32 milliseconds;
}  // namespace

void clock_start() {
  systick().reload = TICKS_PER_MS - 1;
  systick().value = 0;
  systick().control = 7;  // core clock, interrupt, on
}

u32 now_ms() { return milliseconds; }

u64 now_us() {
  u32 ms, value;
  bool pending;
  do {
    ms = milliseconds;
    value = systick().value;
    pending = (interrupt_control() & TICK_PENDING) != 0;
  } while (ms != milliseconds);
  // A tick that waits for its turn: the counter has begun again if it is high.
  if (pending && value > TICKS_PER_MS / 2) ms++;
  return (u64)ms * 1000 + (TICKS_PER_MS - 1 - value) / TICKS_PER_US;
}

extern "C" void systick_handler() { milliseconds = milliseconds + 1; }

}  // namespace board
