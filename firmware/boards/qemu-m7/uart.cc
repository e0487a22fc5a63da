// The two UARTs, by interrupts in both directions: the DUT's line and the bench's. Or, where the host wants it, by the piece.
#include "boards/emulated/line.h"
#include "boards/emulated/pair.h"
#include "boards/emulated/platform.h"
#include "boards/qemu-m7/host-line.h"
#include "boards/qemu-m7/machine.h"
#include "boards/qemu-m7/registers.h"

namespace board {
namespace {

BENCH_MEMORY u32 dut_mask, bench_mask;
BENCH_MEMORY bool in_pieces;
BENCH_MEMORY HostLine dut_pieces, bench_pieces;

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

// A byte of the line, or how many of them have come.
void take(u8 byte, HostLine& pieces, void (*received)(u8 byte)) {
  if (in_pieces) pieces.receive(byte, received);
  else received(byte);
}

bool put(Uart& uart, HostLine& pieces, u8 byte) {
  if (in_pieces) {
    pieces.put(byte);
    return true;
  }
  if ((uart.state & UART_TX_FULL) != 0) return false;
  uart.data = byte;
  return true;
}

}  // namespace

void uarts_start() {
  start(uart0());
  start(uart1());
  in_pieces = HostLine::wanted();
  if (!in_pieces) return;
  dut_pieces.open(fw::text("dut.in"), fw::text("dut.out"));
  bench_pieces.open(fw::text("bench.in"), fw::text("bench.out"));
}

extern "C" void uart0_rx_handler() {
  if (lost(uart0())) line.lost();
  u8 byte;
  if (receive(uart0(), byte)) take(byte, dut_pieces, dut_received);
}
extern "C" void uart0_tx_handler() {
  uart0().interrupt = UART_TX_INTERRUPT;
  dut_transmit();
}
extern "C" void uart1_rx_handler() {
  if (lost(uart1())) bench_lost();
  u8 byte;
  if (!receive(uart1(), byte)) return;
  take(byte, bench_pieces, bench_received);
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
                                  [](u8 byte) { return put(uart0(), dut_pieces, byte); }};
const Transmitter BENCH_TRANSMITTER{[] { bench_mask = mask_from(priority::BENCH_LINE); }, [] { mask_from(bench_mask); },
                                    [](u8 byte) { return put(uart1(), bench_pieces, byte); }};

}  // namespace platform
