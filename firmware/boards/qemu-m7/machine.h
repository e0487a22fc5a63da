// The parts of this machine that know each other.
#pragma once
#include "core/types.h"

namespace board {

constexpr u32 M7_CLOCK_HZ = 25000000;

void machine_clock_start();
void uarts_start();

}  // namespace board

extern "C" {
// Thread mode's entries: the DUT with new power, without it, and after a fault of its own. They begin on an empty stack.
[[noreturn]] void dut_main();
[[noreturn]] void dut_off();
[[noreturn]] void dut_fault();
// Leaves whatever thread mode does, once all interrupts have ended.
void thread_restart(void (*entry)());
}
