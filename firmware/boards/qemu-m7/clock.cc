// SysTick counts milliseconds, and between two of them its counter tells the microseconds.
#include "boards/emulated/pair.h"
#include "boards/emulated/platform.h"
#include "boards/qemu-m7/machine.h"
#include "boards/qemu-m7/registers.h"

namespace board {
namespace {
constexpr u32 TICKS_PER_MS = M7_CLOCK_HZ / 1000;
constexpr u32 TICKS_PER_US = M7_CLOCK_HZ / 1000000;
constexpr u32 TICK_PENDING = 1u << 26;
constexpr u32 PEND_SERVICE = 1u << 28;
// The bench's link says again what was not acknowledged: it is served so often at least.
constexpr u32 SERVICE_MS = 64;
// An alarm further away comes early, finds nothing due, and is set again.
constexpr u64 ALARM_US_MAX = 1000000;
BENCH_MEMORY volatile u32 milliseconds;
}  // namespace

void machine_clock_start() {
  systick().reload = TICKS_PER_MS - 1;
  systick().value = 0;
  systick().control = 7;  // core clock, interrupt, on
}

extern "C" void systick_handler() {
  milliseconds = milliseconds + 1;
  if (milliseconds % SERVICE_MS == 0) platform::attention();
}

extern "C" void timer_handler() {
  timer0().control = 0;
  timer0().interrupt = 1;
  bench_alarm();
}

extern "C" void pendsv_handler() { bench_serve(); }

}  // namespace board

namespace platform {

using namespace board;

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

void alarm(u64 at_us) {
  timer0().control = 0;
  timer0().interrupt = 1;
  if (at_us == ~(u64)0) return;
  const u64 now = now_us();
  const u64 left_us = at_us <= now ? 1 : fw::least(at_us - now, ALARM_US_MAX);
  timer0().reload = (u32)left_us * TICKS_PER_US;
  timer0().control = TIMER_ON;
}

void attention() { interrupt_control() = PEND_SERVICE; }

}  // namespace platform
