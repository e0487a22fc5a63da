// The two UARTs, by interrupts in both directions: the DUT's line and the bench's.
#include "boards/emulated/line.h"
#include "boards/emulated/pair.h"
#include "boards/emulated/platform.h"
#include "boards/qemu-m7/machine.h"
#include "boards/qemu-m7/registers.h"

namespace board {
namespace {

BENCH_MEMORY u32 dut_mask, bench_mask;

void start(Uart& uart) {
  uart.divider = 16;
  uart.control = 0xf;
}

// A received byte, if there is one.
bool receive(Uart& uart, u8& byte) {
  uart.interrupt = UART_RX_INTERRUPT;
  if ((uart.state & UART_RX_FULL) == 0) return false;
  byte = (u8)uart.data;
  return true;
}

bool lost(Uart& uart) {
  const bool overrun = (uart.state & UART_RX_OVERRUN) != 0;
  if (overrun) uart.state = UART_RX_OVERRUN;
  return overrun;
}

// The DUT's, or how many of them have come elsewhere.
void take(u8 byte) {
  if (host_line_used()) host_line_receive(byte);
  else dut_received(byte);
}

bool put(Uart& uart, u8 byte) {
  if ((uart.state & UART_TX_FULL) != 0) return false;
  uart.data = byte;
  return true;
}

}  // namespace

void uarts_start() {
  start(uart0());
  start(uart1());
}

extern "C" void uart0_rx_handler() {
  if (lost(uart0())) line.lost();
  u8 byte;
  if (receive(uart0(), byte)) take(byte);
}
extern "C" void uart0_tx_handler() {
  uart0().interrupt = UART_TX_INTERRUPT;
  dut_transmit();
}
extern "C" void uart1_rx_handler() {
  if (lost(uart1())) bench_lost();
  u8 byte;
  if (!receive(uart1(), byte)) return;
  bench_received(byte);
  platform::attention();
}
extern "C" void uart1_tx_handler() {
  uart1().interrupt = UART_TX_INTERRUPT;
  bench_transmit();
  platform::attention();
}

}  // namespace board

namespace platform {

using namespace board;

// Neither lock nests. The bench's keeps what it found: it comes in between the DUT's.
const Transmitter DUT_TRANSMITTER{[] { dut_mask = mask_from(priority::DUT_LINE); }, [] { mask_from(dut_mask); },
                                  [](u8 byte) { return host_line_used() ? host_line_put(byte) : put(uart0(), byte); }};
const Transmitter BENCH_TRANSMITTER{[] { bench_mask = mask_from(priority::BENCH_LINE); }, [] { mask_from(bench_mask); },
                                    [](u8 byte) { return put(uart1(), byte); }};

}  // namespace platform
