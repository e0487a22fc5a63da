// The vector table, and what happens before main.
#include "boards/qemu-m7/registers.h"
#include "boards/qemu-m7/uart.h"

extern "C" {
extern u32 data_from, data_begin, data_end, bss_begin, bss_end, stack_top;
int main();
void systick_handler();
void uart_rx_handler();
void uart_tx_handler();

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

[[noreturn]] void reset_handler() {
  const u32* from = &data_from;
  for (u32* at = &data_begin; at != &data_end;) *at++ = *from++;
  for (u32* at = &bss_begin; at != &bss_end;) *at++ = 0;
  main();
  for (;;) board::wait();
}

// Says so on the log channel and stops; a host sees it, and a board's watchdog would start it anew.
[[noreturn]] void fault_handler() {
  board::interrupts_off();
  static constexpr fw::Text SAID = fw::text("processor fault");
  board::wire.send(serial::channel::LOG, serial::TEXT, SAID.at, SAID.len);
  u8 byte;
  while (board::wire.next(byte)) {
    while ((board::uart0().state & board::UART_TX_FULL) != 0) {
    }
    board::uart0().data = byte;
  }
  for (;;) board::wait();
}
}

namespace {
using Handler = void (*)();
struct Vectors {
  const u32* stack;
  Handler system[15];
  Handler uart_rx, uart_tx;
};
__attribute__((section(".vectors"), used)) const Vectors VECTORS{
    &stack_top,
    {reset_handler, fault_handler, fault_handler, fault_handler, fault_handler, fault_handler, nullptr, nullptr, nullptr,
     nullptr, fault_handler, fault_handler, nullptr, fault_handler, systick_handler},
    uart_rx_handler,
    uart_tx_handler};
}  // namespace
