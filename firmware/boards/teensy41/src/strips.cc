#include "strips.h"

#include <Arduino.h>
#include <OctoWS2811.h>
#include <TeensyDMX.h>

#include "boards/shared/strip-frames.h"

namespace board {
namespace {

struct Strip {
  u32 pin;
  u32 pixels;
  u32 own;  // first of its own colours
  bool dirty;
  Pattern pattern;
};

// Three bytes a pixel, twice: what goes out, and what is drawn.
constexpr u32 FRAME_WORDS = STRIPS * PIXELS_PER_STRIP * 3 / 4;
DMAMEM int shown[FRAME_WORDS];
int drawn[FRAME_WORDS];
alignas(OctoWS2811) u8 leds_memory[sizeof(OctoWS2811)];
OctoWS2811* leds;
u8 outputs[STRIPS];

Strip strips[STRIPS];
u32 strip_count;
u32 own_colors[OWN_PIXELS];
u32 own_used;
u32 frame;
u32 frame_due;

qindesign::teensydmx::Sender universe{Serial8};

Strip* find(u32 pin) {
  for (u32 i = 0; i < strip_count; i++) {
    if (strips[i].pin == pin) return &strips[i];
  }
  return nullptr;
}

void draw(u32 place) {
  Strip& strip = strips[place];
  strip.dirty = false;
  for (u32 i = 0; i < strip.pixels; i++) {
    const u32 own = strip.own + i < own_used ? own_colors[strip.own + i] : 0;
    leds->setPixel(place * PIXELS_PER_STRIP + i, (int)pixel_color(strip.pattern, i, frame, own));
  }
}

}  // namespace

bool add_strip(u32 pin, u8 output, u32 pixels) {
  if (strip_count == STRIPS || pixels > PIXELS_PER_STRIP) return false;
  strips[strip_count] = {pin, pixels, OWN_PIXELS, true, {}};
  outputs[strip_count++] = output;
  return true;
}

void strips_start() {
  if (strip_count == 0) return;
  leds = new (leds_memory) OctoWS2811(PIXELS_PER_STRIP, shown, drawn, WS2811_GRB | WS2811_800kHz, (int)strip_count, outputs);
  leds->begin();
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
  if (leds == nullptr || (i32)(now_ms - frame_due) < 0 || leds->busy()) return;
  frame_due = now_ms + FRAME_MS;
  frame++;
  bool any = false;
  for (u32 i = 0; i < strip_count; i++) {
    if (!strips[i].dirty && !moves(strips[i].pattern)) continue;
    draw(i);
    any = true;
  }
  if (any) leds->show();
}

void dmx_start() { universe.begin(); }
void dmx_write(u8 channel, u8 value) { universe.set(channel, value); }

}  // namespace board
