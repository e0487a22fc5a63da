// The vector table, and what happens before the two halves run.
#include "boards/emulated/platform.h"
#include "boards/qemu-m7/machine.h"
#include "boards/qemu-m7/registers.h"

extern "C" {
extern u32 data_from, data_begin, data_end, bss_begin, bss_end, bench_begin, bench_end, stack_top, dut_stack_top;
extern struct Frame dut_frame;
void machine_main();
void systick_handler();
void timer_handler();
void pendsv_handler();
void uart0_rx_handler();
void uart0_tx_handler();
void uart1_rx_handler();
void uart1_tx_handler();

// The compiler may call these for copies of its own making.
void* memcpy(void* to, const void* from, size_t bytes) {
  u8* at = (u8*)to;
  const u8* source = (const u8*)from;
  if ((((uintptr_t)at | (uintptr_t)source) & 3) == 0) {
    for (; bytes >= 4; bytes -= 4, at += 4, source += 4) *(u32*)at = *(const u32*)source;
  }
  while (bytes-- != 0) *at++ = *source++;
  return to;
}
void* memmove(void* to, const void* from, size_t bytes) {
  u8* at = (u8*)to;
  const u8* source = (const u8*)from;
  if (at <= source) return memcpy(to, from, bytes);
  while (bytes-- != 0) at[bytes] = source[bytes];
  return to;
}
void* memset(void* to, int value, size_t bytes) {
  u8* at = (u8*)to;
  const u32 word = (u8)value * 0x01010101u;
  if (((uintptr_t)at & 3) == 0) {
    for (; bytes >= 4; bytes -= 4, at += 4) *(u32*)at = word;
  }
  while (bytes-- != 0) *at++ = (u8)value;
  return to;
}
int memcmp(const void* a, const void* b, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) {
    const int difference = ((const u8*)a)[i] - ((const u8*)b)[i];
    if (difference != 0) return difference;
  }
  return 0;
}

// As a reset leaves the DUT's memory. What is .noinit outlives it.
void dut_memory_new() {
  const u32* from = &data_from;
  for (u32* at = &data_begin; at != &data_end;) *at++ = *from++;
  for (u32* at = &bss_begin; at != &bss_end;) *at++ = 0;
}

[[noreturn]] void reset_handler() {
  for (u32* at = &bench_begin; at != &bench_end;) *at++ = 0;
  machine_main();
  // Thread mode goes on with a stack of its own; interrupts have the one of the reset.
  asm volatile("msr psp, %0\n msr control, %1\n isb\n bx %2" : : "r"(&dut_stack_top), "r"(2), "r"(dut_main) : "memory");
  __builtin_unreachable();
}

// What an interrupt leaves on the stack of thread mode; on the last return thread mode goes on from there.
struct Frame {
  u32 r0, r1, r2, r3, r12, lr, pc, psr;
};
constexpr u32 THUMB = 1u << 24;

void thread_restart(void (*entry)()) {
  dut_frame = {0, 0, 0, 0, 0, 0, (u32)entry & ~1u, THUMB};
  asm volatile("msr psp, %0" : : "r"(&dut_frame) : "memory");
}

// A fault of the DUT ends its half; one of the bench's ends the machine, which the host sees as its silence.
__attribute__((naked)) void fault_handler() {
  asm volatile(
      "tst lr, #4\n"
      "bne 1f\n"
      "0: b 0b\n"
      "1: push {r4, lr}\n"
      "ldr r0, =dut_fault\n"
      "bl thread_restart\n"
      "pop {r4, pc}\n"
      ".ltorg\n");
}
}

namespace {
using Handler = void (*)();
struct Vectors {
  const u32* stack;
  Handler system[15];
  Handler uart0_rx, uart0_tx, uart1_rx, uart1_tx, unused[4], timer0;
};
__attribute__((section(".vectors"), used)) const Vectors VECTORS{
    &stack_top,
    {reset_handler, fault_handler, fault_handler, fault_handler, fault_handler, fault_handler, nullptr, nullptr, nullptr,
     nullptr, fault_handler, fault_handler, nullptr, pendsv_handler, systick_handler},
    uart0_rx_handler,
    uart0_tx_handler,
    uart1_rx_handler,
    uart1_tx_handler,
    {},
    timer_handler};
}  // namespace
