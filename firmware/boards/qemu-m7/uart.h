// The UART, by interrupts in both directions. The transmitter asks the link for each byte.
#pragma once
#include "link/link.h"

namespace board {

extern serial::Link wire;

void uart_start();
// Takes the oldest received byte; false for none.
bool uart_take(u8& byte);
bool uart_empty();
// When the last byte of the frame came that was received last.
u64 uart_frame_us();
// Notes when the last byte of the frame that was queued last is handed to the transmitter, for uart_sent_us; 0 until then.
void uart_time(u16 sequence);
u64 uart_sent_us();

}  // namespace board
