#pragma once
#include <esp_err.h>
#include <freertos/FreeRTOS.h>
#include <freertos/queue.h>
#include <soc/clk_tree_defs.h>
using uart_sclk_t = soc_periph_uart_clk_src_legacy_t;
enum uart_port_t {
  UART_NUM_0 = 0,
  UART_NUM_1 = 1,
  UART_NUM_2 = 2,
};
enum uart_word_length_t {
  UART_DATA_8_BITS = 3,
};
enum uart_parity_t {
  UART_PARITY_DISABLE = 0,
};
enum uart_stop_bits_t {
  UART_STOP_BITS_1 = 1,
};
enum uart_hw_flowcontrol_t {
  UART_HW_FLOWCTRL_DISABLE = 0,
};
#define UART_PIN_NO_CHANGE (-1)
struct uart_config_t {
  int baud_rate;
  uart_word_length_t data_bits;
  uart_parity_t parity;
  uart_stop_bits_t stop_bits;
  uart_hw_flowcontrol_t flow_ctrl;
  uint8_t rx_flow_ctrl_thresh;
  uart_sclk_t source_clk;
};
extern "C" {
esp_err_t uart_driver_install(uart_port_t port, int rx_bytes, int tx_bytes, int queue_size, QueueHandle_t* queue, int flags);
esp_err_t uart_param_config(uart_port_t port, const uart_config_t* config);
esp_err_t uart_set_pin(uart_port_t port, int tx, int rx, int rts, int cts);
esp_err_t uart_get_buffered_data_len(uart_port_t port, size_t* bytes);
esp_err_t uart_get_tx_buffer_free_size(uart_port_t port, size_t* bytes);
int uart_read_bytes(uart_port_t port, void* into, uint32_t bytes, TickType_t ticks);
int uart_write_bytes(uart_port_t port, const void* from, size_t bytes);
}
