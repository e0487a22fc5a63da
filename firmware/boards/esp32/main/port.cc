// What the shared parts need of this board.
#include "boards/shared/port.h"

#include <driver/gpio.h>
#include <driver/gptimer.h>
#include <driver/uart.h>
#include <esp_clk_tree.h>
#include <esp_mac.h>
#include <esp_random.h>
#include <esp_system.h>
#include <esp_timer.h>
#include <freertos/FreeRTOS.h>

#include "fast-pins.h"
#include "line-config.h"
#include "port-start.h"

namespace board {
namespace {

constexpr uart_port_t LINE = UART_NUM_0;
constexpr int LINE_BAUD = 115200;
constexpr u32 LINE_BYTES = 4096;
constexpr u32 TIMER_HZ = 1000000;

portMUX_TYPE sampling = portMUX_INITIALIZER_UNLOCKED;
void (*sampler)();

bool on_alarm(gptimer_handle_t, const gptimer_alarm_event_data_t*, void*) {
  portENTER_CRITICAL_ISR(&sampling);
  sampler();
  portEXIT_CRITICAL_ISR(&sampling);
  return false;
}

}  // namespace

const fw::Text NAME = fw::text("esp32");

// The factory MAC address in hexadecimal, as esptool prints it without its colons.
fw::Text chip_serial() {
  static char digits[12];
  u8 mac[6] = {};
  esp_efuse_mac_get_default(mac);
  for (u32 i = 0; i < sizeof digits; i++) digits[i] = "0123456789abcdef"[mac[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
  return {digits, (u32)sizeof digits};
}

u32 clock_hz() {
  uint32_t hz = 0;
  esp_clk_tree_src_get_freq_hz(SOC_MOD_CLK_CPU, ESP_CLK_TREE_SRC_FREQ_PRECISION_CACHED, &hz);
  return hz;
}
u32 now_us() { return (u32)esp_timer_get_time(); }
u32 now_ms() { return (u32)(esp_timer_get_time() / 1000); }
u32 entropy() { return esp_random(); }

void port_start() {
  const uart_config_t config = line_config(LINE_BAUD);
  ESP_ERROR_CHECK(uart_driver_install(LINE, LINE_BYTES, LINE_BYTES, 0, nullptr, 0));
  ESP_ERROR_CHECK(uart_param_config(LINE, &config));
}

u32 line_waiting() {
  size_t bytes = 0;
  uart_get_buffered_data_len(LINE, &bytes);
  return (u32)bytes;
}
u8 line_take() {
  u8 byte = 0;
  uart_read_bytes(LINE, &byte, 1, 0);
  return byte;
}
u32 line_room() {
  size_t bytes = 0;
  uart_get_tx_buffer_free_size(LINE, &bytes);
  return (u32)bytes;
}
void line_put(u8 byte) { uart_write_bytes(LINE, &byte, 1); }

void make_output(u8 pin) {
  gpio_reset_pin((gpio_num_t)pin);
  gpio_set_direction((gpio_num_t)pin, GPIO_MODE_INPUT_OUTPUT);
}
void make_input(u8 pin, Pull pull) {
  gpio_reset_pin((gpio_num_t)pin);
  gpio_set_direction((gpio_num_t)pin, GPIO_MODE_INPUT);
  gpio_set_pull_mode((gpio_num_t)pin, pull == Pull::UP ? GPIO_PULLUP_ONLY : GPIO_FLOATING);
}

void sample_at(u32 hz, void (*sample)()) {
  sampler = sample;
  gptimer_handle_t timer = nullptr;
  gptimer_config_t config{};
  config.clk_src = GPTIMER_CLK_SRC_DEFAULT;
  config.direction = GPTIMER_COUNT_UP;
  config.resolution_hz = TIMER_HZ;
  gptimer_event_callbacks_t callbacks{};
  callbacks.on_alarm = on_alarm;
  gptimer_alarm_config_t alarm{};
  alarm.alarm_count = TIMER_HZ / hz;
  alarm.flags.auto_reload_on_alarm = true;
  ESP_ERROR_CHECK(gptimer_new_timer(&config, &timer));
  ESP_ERROR_CHECK(gptimer_register_event_callbacks(timer, &callbacks, nullptr));
  ESP_ERROR_CHECK(gptimer_set_alarm_action(timer, &alarm));
  ESP_ERROR_CHECK(gptimer_enable(timer));
  ESP_ERROR_CHECK(gptimer_start(timer));
}

Quiet::Quiet() { portENTER_CRITICAL(&sampling); }
Quiet::~Quiet() { portEXIT_CRITICAL(&sampling); }

void restart() { esp_restart(); }

}  // namespace board
