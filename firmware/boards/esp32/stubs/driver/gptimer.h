#pragma once
#include <esp_err.h>
#include <soc/clk_tree_defs.h>
using gptimer_handle_t = struct gptimer_t*;
using gptimer_clock_source_t = soc_periph_gptimer_clk_src_t;
enum gptimer_count_direction_t {
  GPTIMER_COUNT_DOWN = 0,
  GPTIMER_COUNT_UP = 1,
};
struct gptimer_config_t {
  gptimer_clock_source_t clk_src;
  gptimer_count_direction_t direction;
  uint32_t resolution_hz;
  int intr_priority;
  struct {
    uint32_t intr_shared : 1;
  } flags;
};
struct gptimer_alarm_event_data_t {
  uint64_t count_value;
  uint64_t alarm_value;
};
using gptimer_alarm_cb_t = bool (*)(gptimer_handle_t timer, const gptimer_alarm_event_data_t* event, void* context);
struct gptimer_event_callbacks_t {
  gptimer_alarm_cb_t on_alarm;
};
struct gptimer_alarm_config_t {
  uint64_t alarm_count;
  uint64_t reload_count;
  struct {
    uint32_t auto_reload_on_alarm : 1;
  } flags;
};
extern "C" {
esp_err_t gptimer_new_timer(const gptimer_config_t* config, gptimer_handle_t* timer);
esp_err_t gptimer_register_event_callbacks(gptimer_handle_t timer, const gptimer_event_callbacks_t* callbacks, void* context);
esp_err_t gptimer_set_alarm_action(gptimer_handle_t timer, const gptimer_alarm_config_t* config);
esp_err_t gptimer_enable(gptimer_handle_t timer);
esp_err_t gptimer_start(gptimer_handle_t timer);
}
