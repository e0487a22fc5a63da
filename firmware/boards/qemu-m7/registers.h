// Registers of the emulated board: Arm's AN500 image (Cortex-M7, 25 MHz) with the UART of the CMSDK, and the core's own.
#pragma once
#include "core/types.h"

namespace board {

struct Uart {
  volatile u32 data;
  volatile u32 state;   // bit 0: the transmitter is full; bit 1: a byte has been received; bit 3: one was lost
  volatile u32 control; // bits 0, 1: transmitter, receiver on; bits 2, 3: their interrupts
  volatile u32 interrupt;  // write 1 to clear; bit 0: transmitter, bit 1: receiver
  volatile u32 divider;
};
inline Uart& uart0() { return *(Uart*)0x40004000; }
inline Uart& uart1() { return *(Uart*)0x40005000; }

constexpr u32 UART_TX_FULL = 1;
constexpr u32 UART_RX_FULL = 2;
constexpr u32 UART_RX_OVERRUN = 8;
constexpr u32 UART_TX_INTERRUPT = 1;
constexpr u32 UART_RX_INTERRUPT = 2;

// Counts down from `reload` at the core's clock; writing that sets the counter too.
struct Timer {
  volatile u32 control;  // bit 0: on; bit 3: interrupt at zero
  volatile u32 value;
  volatile u32 reload;
  volatile u32 interrupt;  // write 1 to clear
};
inline Timer& timer0() { return *(Timer*)0x40000000; }
constexpr u32 TIMER_ON = 9;

struct SysTick {
  volatile u32 control;
  volatile u32 reload;
  volatile u32 value;
};
inline SysTick& systick() { return *(SysTick*)0xe000e010; }

// Numbers of the interrupts.
namespace irq {
constexpr u32 UART0_RX = 0, UART0_TX = 1, UART1_RX = 2, UART1_TX = 3, TIMER0 = 8;
}
inline volatile u32& interrupt_enable() { return *(volatile u32*)0xe000e100; }
inline volatile u32& interrupt_disable() { return *(volatile u32*)0xe000e180; }
inline volatile u8& interrupt_priority(u32 number) { return ((volatile u8*)0xe000e400)[number]; }
inline volatile u8& pendsv_priority() { return *(volatile u8*)0xe000ed22; }
inline volatile u8& systick_priority() { return *(volatile u8*)0xe000ed23; }

// The lower comes in between the higher. The clock is never held up; the bench comes in between all that the DUT does.
namespace priority {
constexpr u8 CLOCK = 0x00, BENCH_ALARM = 0x20, BENCH_LINE = 0x40, BENCH_SERVICE = 0x80, DUT_LINE = 0xc0;
}

// Bit 26: the tick has come and its interrupt has not been taken yet.
// Bit 28: PendSV is to come.
inline volatile u32& interrupt_control() { return *(volatile u32*)0xe000ed04; }

inline void interrupts_off() { asm volatile("cpsid i" ::: "memory"); }
inline void interrupts_on() { asm volatile("cpsie i" ::: "memory"); }
// Sleeps until an interrupt is pending, even while they are off.
inline void sleep() { asm volatile("dsb\n wfi" ::: "memory"); }

// Keeps interrupts of that priority and all higher numbers away; 0: none. Gives what was.
inline u32 mask_from(u32 priority) {
  u32 before;
  asm volatile("mrs %0, basepri\n msr basepri, %1\n isb" : "=&r"(before) : "r"(priority) : "memory");
  return before;
}

}  // namespace board
