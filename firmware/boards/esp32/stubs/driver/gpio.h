#pragma once
#include <esp_err.h>
enum gpio_num_t {
  GPIO_NUM_NC = -1,
  GPIO_NUM_0 = 0,
  GPIO_NUM_39 = 39,
};
enum gpio_mode_t {
  GPIO_MODE_INPUT = 1,
  GPIO_MODE_OUTPUT = 2,
  GPIO_MODE_INPUT_OUTPUT = 3,
};
enum gpio_pull_mode_t {
  GPIO_PULLUP_ONLY = 0,
  GPIO_PULLDOWN_ONLY = 1,
  GPIO_FLOATING = 3,
};
extern "C" {
esp_err_t gpio_reset_pin(gpio_num_t pin);
esp_err_t gpio_set_direction(gpio_num_t pin, gpio_mode_t mode);
esp_err_t gpio_set_pull_mode(gpio_num_t pin, gpio_pull_mode_t pull);
esp_err_t gpio_set_level(gpio_num_t pin, uint32_t level);
int gpio_get_level(gpio_num_t pin);
}
