#include "strips.h"

#include <led_strip.h>

#include "boards/shared/strip-frames.h"

namespace board {
namespace {

constexpr u32 RMT_HZ = 10000000;

struct Strip {
  u32 pin;
  u32 pixels;
  u32 own;  // first of its own colours
  bool dirty;
  u32 due_ms;
  u32 frame;
  Pattern pattern;
  led_strip_handle_t handle;
};

Strip strips[STRIPS];
u32 strip_count;
u32 own_colors[OWN_PIXELS];
u32 own_used;
u32 turn;

Strip* find(u32 pin) {
  for (u32 i = 0; i < strip_count; i++) {
    if (strips[i].pin == pin) return &strips[i];
  }
  return nullptr;
}

void draw(Strip& strip) {
  strip.dirty = false;
  for (u32 i = 0; i < strip.pixels; i++) {
    const u32 own = strip.own + i < own_used ? own_colors[strip.own + i] : 0;
    const u32 color = pixel_color(strip.pattern, i, strip.frame, own);
    led_strip_set_pixel(strip.handle, i, color >> 16 & 255, color >> 8 & 255, color & 255);
  }
  led_strip_refresh(strip.handle);
}

}  // namespace

bool add_strip(u32 pin, u8 output, u32 pixels) {
  if (strip_count == STRIPS) return false;
  Strip& strip = strips[strip_count];
  strip = {pin, pixels, OWN_PIXELS, true, 0, 0, {}, nullptr};
  led_strip_config_t config{};
  config.strip_gpio_num = output;
  config.max_leds = pixels;
  config.led_model = LED_MODEL_WS2812;
  led_strip_rmt_config_t rmt{};
  rmt.resolution_hz = RMT_HZ;
  if (led_strip_new_rmt_device(&config, &rmt, &strip.handle) != ESP_OK) return false;
  strip_count++;
  return true;
}

void strip_show(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit) {
  Strip* const strip = find(pin);
  if (strip == nullptr) return;
  strip->pattern = {effect, color, brightness, lit};
  strip->dirty = true;
}

void strip_pixel(u32 pin, i32 index, i32 color) {
  Strip* const strip = find(pin);
  if (strip == nullptr || index < 0 || (u32)index >= strip->pixels) return;
  if (strip->own == OWN_PIXELS) {
    if (own_used + strip->pixels > OWN_PIXELS) return;
    strip->own = own_used;
    own_used += strip->pixels;
  }
  own_colors[strip->own + (u32)index] = (u32)color;
  strip->dirty = true;
}

void strips_run(u32 now_ms) {
  if (strip_count == 0) return;
  Strip& strip = strips[turn++ % strip_count];
  if ((i32)(now_ms - strip.due_ms) < 0 || !(strip.dirty || moves(strip.pattern))) return;
  strip.due_ms = now_ms + FRAME_MS;
  strip.frame++;
  draw(strip);
}

}  // namespace board
