// Registers of the emulated board: Arm's AN500 image (Cortex-M7, 25 MHz) with the UART of the CMSDK, and the core's own.
#pragma once
#include "core/types.h"

namespace board {

constexpr u32 CLOCK_HZ = 25000000;

struct Uart {
  volatile u32 data;
  volatile u32 state;   // bit 0: the transmitter is full; bit 1: a byte has been received; bit 3: one was lost
  volatile u32 control; // bits 0, 1: transmitter, receiver on; bits 2, 3: their interrupts
  volatile u32 interrupt;  // write 1 to clear; bit 0: transmitter, bit 1: receiver
  volatile u32 divider;
};
inline Uart& uart0() { return *(Uart*)0x40004000; }

constexpr u32 UART_TX_FULL = 1;
constexpr u32 UART_RX_FULL = 2;
constexpr u32 UART_RX_OVERRUN = 8;
constexpr u32 UART_TX_INTERRUPT = 1;
constexpr u32 UART_RX_INTERRUPT = 2;

struct SysTick {
  volatile u32 control;
  volatile u32 reload;
  volatile u32 value;
};
inline SysTick& systick() { return *(SysTick*)0xe000e010; }

inline volatile u32& interrupt_enable() { return *(volatile u32*)0xe000e100; }
// Bit 26: the tick has come and its interrupt has not been taken yet.
inline volatile u32& interrupt_control() { return *(volatile u32*)0xe000ed04; }

inline void interrupts_off() { asm volatile("cpsid i" ::: "memory"); }
inline void interrupts_on() { asm volatile("cpsie i" ::: "memory"); }
// Sleeps until an interrupt is pending, even while they are off.
inline void wait() { asm volatile("dsb\n wfi" ::: "memory"); }

// Keeps interrupts away while it lives, also inside another.
struct Masked {
  u32 before;
  Masked() {
    asm volatile("mrs %0, primask" : "=r"(before));
    interrupts_off();
  }
  ~Masked() {
    if ((before & 1) == 0) interrupts_on();
  }
  Masked(const Masked&) = delete;
  Masked& operator=(const Masked&) = delete;
};

}  // namespace board
