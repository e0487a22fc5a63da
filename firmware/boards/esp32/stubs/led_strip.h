#pragma once
#include <esp_err.h>
#include <soc/clk_tree_defs.h>
using led_strip_handle_t = struct led_strip_t*;
using rmt_clock_source_t = soc_periph_rmt_clk_src_t;
enum led_model_t {
  LED_MODEL_WS2812 = 0,
};
union led_color_component_format_t {
  uint32_t format_id;
};
struct led_strip_config_t {
  int strip_gpio_num;
  uint32_t max_leds;
  led_model_t led_model;
  led_color_component_format_t color_component_format;
  struct {
    uint32_t invert_out : 1;
  } flags;
};
struct led_strip_rmt_config_t {
  rmt_clock_source_t clk_src;
  uint32_t resolution_hz;
  size_t mem_block_symbols;
  struct {
    uint32_t with_dma : 1;
  } flags;
};
extern "C" {
esp_err_t led_strip_new_rmt_device(const led_strip_config_t* config, const led_strip_rmt_config_t* rmt, led_strip_handle_t* strip);
esp_err_t led_strip_set_pixel(led_strip_handle_t strip, uint32_t index, uint32_t red, uint32_t green, uint32_t blue);
esp_err_t led_strip_refresh(led_strip_handle_t strip);
}
