#include "boards/qemu-m7/uart.h"

#include "boards/qemu-m7/clock.h"
#include "boards/qemu-m7/registers.h"

namespace board {

serial::Link wire;

namespace {

// The window and the acknowledgements that come on top of it, many times over.
constexpr u32 RX_BYTES = 1024;
u8 rx[RX_BYTES];
volatile u32 rx_first, rx_end;
volatile u64 frame_us;
volatile u16 timed;
volatile u64 frame_out_us, sent_us;

// Hands bytes to the transmitter while it takes them; its interrupt comes when it can take the next.
void transmit() {
  Uart& uart = uart0();
  u8 byte;
  while ((uart.state & UART_TX_FULL) == 0 && wire.next(byte)) {
    uart.data = byte;
    if (byte != 0) continue;
    frame_out_us = now_us();
    if (timed == 0 || wire.sent() != timed) continue;
    sent_us = frame_out_us;
    timed = 0;
  }
}

void kick() {
  const Masked masked;
  transmit();
}

constexpr serial::Port PORT{interrupts_off, interrupts_on, kick, now_us};

}  // namespace

void uart_start() {
  wire.start(PORT);
  uart0().divider = 16;
  uart0().control = 0xf;
  interrupt_enable() = 3;  // 0: received, 1: transmitted
}

bool uart_empty() { return rx_first == rx_end; }

bool uart_take(u8& byte) {
  if (uart_empty()) return false;
  byte = rx[rx_first];
  rx_first = (rx_first + 1) % RX_BYTES;
  return true;
}

u64 uart_frame_us() {
  const Masked masked;
  return frame_us;
}
void uart_time(u16 sequence) {
  const Masked masked;
  const bool gone = wire.sent() == sequence;  // this transmitter may be as quick as that
  sent_us = gone ? frame_out_us : 0;
  timed = gone ? 0 : sequence;
}
u64 uart_sent_us() {
  const Masked masked;
  return sent_us;
}

extern "C" void uart_rx_handler() {
  Uart& uart = uart0();
  uart.interrupt = UART_RX_INTERRUPT;
  if ((uart.state & UART_RX_OVERRUN) != 0) {
    uart.state = UART_RX_OVERRUN;
    wire.statistics.overrun++;
  }
  if ((uart.state & UART_RX_FULL) == 0) return;
  const u8 byte = (u8)uart.data;
  if (byte == 0) frame_us = now_us();
  const u32 next = (rx_end + 1) % RX_BYTES;
  if (next == rx_first) {
    wire.statistics.overrun++;
    return;
  }
  rx[rx_end] = byte;
  rx_end = next;
}

extern "C" void uart_tx_handler() {
  uart0().interrupt = UART_TX_INTERRUPT;
  transmit();
}

}  // namespace board
