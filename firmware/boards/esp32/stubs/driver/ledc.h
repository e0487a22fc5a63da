#pragma once
#include <esp_err.h>
#include <soc/clk_tree_defs.h>
using ledc_clk_cfg_t = soc_periph_ledc_clk_src_legacy_t;
enum ledc_mode_t {
  LEDC_HIGH_SPEED_MODE = 0,
  LEDC_LOW_SPEED_MODE = 1,
};
enum ledc_intr_type_t {
  LEDC_INTR_DISABLE = 0,
};
enum ledc_timer_t {
  LEDC_TIMER_0 = 0,
  LEDC_TIMER_1 = 1,
};
enum ledc_timer_bit_t {
  LEDC_TIMER_13_BIT = 13,
  LEDC_TIMER_14_BIT = 14,
};
enum ledc_channel_t {
  LEDC_CHANNEL_0 = 0,
  LEDC_CHANNEL_MAX = 8,
};
struct ledc_timer_config_t {
  ledc_mode_t speed_mode;
  ledc_timer_bit_t duty_resolution;
  ledc_timer_t timer_num;
  uint32_t freq_hz;
  ledc_clk_cfg_t clk_cfg;
  bool deconfigure;
};
struct ledc_channel_config_t {
  int gpio_num;
  ledc_mode_t speed_mode;
  ledc_channel_t channel;
  ledc_intr_type_t intr_type;
  ledc_timer_t timer_sel;
  uint32_t duty;
  int hpoint;
  struct {
    unsigned int output_invert : 1;
  } flags;
};
extern "C" {
esp_err_t ledc_timer_config(const ledc_timer_config_t* config);
esp_err_t ledc_channel_config(const ledc_channel_config_t* config);
esp_err_t ledc_set_duty(ledc_mode_t mode, ledc_channel_t channel, uint32_t duty);
esp_err_t ledc_update_duty(ledc_mode_t mode, ledc_channel_t channel);
}
