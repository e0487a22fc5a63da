// The setting of a serial line: 8 data bits, no parity, one stop bit. Members are named, as each release of ESP-IDF adds some.
#pragma once
#include <driver/uart.h>

namespace board {

inline uart_config_t line_config(int baud) {
  uart_config_t config{};
  config.baud_rate = baud;
  config.data_bits = UART_DATA_8_BITS;
  config.parity = UART_PARITY_DISABLE;
  config.stop_bits = UART_STOP_BITS_1;
  config.flow_ctrl = UART_HW_FLOWCTRL_DISABLE;
  return config;
}

}  // namespace board
