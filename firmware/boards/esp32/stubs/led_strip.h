#pragma once
#include <esp_err.h>
using led_strip_handle_t = struct led_strip_t*;
enum led_model_t { LED_MODEL_WS2812 };
struct led_strip_config_t {
  int strip_gpio_num;
  uint32_t max_leds;
  led_model_t led_model;
};
struct led_strip_rmt_config_t {
  uint32_t resolution_hz;
};
esp_err_t led_strip_new_rmt_device(const led_strip_config_t* config, const led_strip_rmt_config_t* rmt, led_strip_handle_t* strip);
esp_err_t led_strip_set_pixel(led_strip_handle_t strip, uint32_t index, uint32_t red, uint32_t green, uint32_t blue);
esp_err_t led_strip_refresh(led_strip_handle_t strip);
