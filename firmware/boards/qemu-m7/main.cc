// The DUT's half is thread mode, on a stack of its own; the bench's is all interrupts.
#include "boards/emulated/controller.h"
#include "boards/emulated/dut.h"
#include "boards/emulated/line.h"
#include "boards/emulated/pair.h"
#include "boards/emulated/platform.h"
#include "boards/qemu-m7/machine.h"
#include "boards/qemu-m7/registers.h"

namespace platform {

using namespace board;

const fw::Text BOARD = fw::text("qemu-m7");
const u32 CLOCK_HZ = M7_CLOCK_HZ;

u32 mask() {
  u32 before;
  asm volatile("mrs %0, primask" : "=r"(before));
  interrupts_off();
  return before;
}
void unmask(u32 before) {
  if ((before & 1) == 0) interrupts_on();
}
bool wait() {
  board::sleep();
  return true;
}
void power(bool on) { thread_restart(on ? dut_main : dut_off); }

}  // namespace platform

namespace {

using namespace board;

// An emulated processor that sleeps is woken when its host lets it, up to some ms late, and its clock goes on meanwhile. Awake
// it keeps time by its instructions: it sleeps only while nothing of the bench is due for so long. SysTick wakes it for
// each ms of the DUT.
constexpr u64 AWAKE_US = 4000;

// Masked, until the next interrupt.
void rest(u64 due_us) {
  const u64 now_us = platform::now_us();
  if (due_us > now_us && bench_due_us() > now_us + AWAKE_US) board::sleep();
}

constexpr u32 DUT_INTERRUPTS = 1u << irq::UART0_RX | 1u << irq::UART0_TX;
constexpr u32 BENCH_INTERRUPTS = 1u << irq::UART1_RX | 1u << irq::UART1_TX | 1u << irq::TIMER0;

// Whatever thread mode was doing may have kept interrupts away.
void free_interrupts() {
  mask_from(0);
  interrupts_on();
}

}  // namespace

extern "C" {

void dut_memory_new();

void machine_main() {
  systick_priority() = priority::CLOCK;
  interrupt_priority(irq::TIMER0) = priority::BENCH_ALARM;
  interrupt_priority(irq::UART1_RX) = priority::BENCH_LINE;
  interrupt_priority(irq::UART1_TX) = priority::BENCH_LINE;
  pendsv_priority() = priority::BENCH_SERVICE;
  interrupt_priority(irq::UART0_RX) = priority::DUT_LINE;
  interrupt_priority(irq::UART0_TX) = priority::DUT_LINE;
  machine_clock_start();
  uarts_start();
  bench_start();
  interrupt_enable() = BENCH_INTERRUPTS;
  interrupts_on();
}

void dut_main() {
  interrupt_disable() = DUT_INTERRUPTS;
  free_interrupts();
  dut_memory_new();
  dut_start();
  interrupt_enable() = DUT_INTERRUPTS;
  for (;;) {
    const bool more = dut_pass();
    // An interrupt that comes after the look stays pending, and the wait ends at once.
    const platform::Masked masked;
    if (!more && line.empty()) rest(due_us());
  }
}

// Received bytes are still taken from the UART: without power they are lost.
void dut_off() {
  free_interrupts();
  interrupt_enable() = DUT_INTERRUPTS;
  for (;;) {
    const platform::Masked masked;
    rest(~(u64)0);
  }
}

// Says so on the log channel and stops; a host sees it, and a board's watchdog would start it anew.
void dut_fault() {
  free_interrupts();
  interrupt_enable() = DUT_INTERRUPTS;
  static constexpr fw::Text SAID = fw::text("processor fault");
  wire.send(serial::channel::LOG, serial::TEXT, SAID.at, SAID.len);
  for (;;) {
    const platform::Masked masked;
    rest(~(u64)0);
  }
}

}
