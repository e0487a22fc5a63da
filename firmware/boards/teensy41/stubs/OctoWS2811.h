#pragma once
#include <stdint.h>
constexpr uint8_t WS2811_GRB = 2, WS2811_800kHz = 0;
class OctoWS2811 {
 public:
  OctoWS2811(uint32_t per_strip, void* frame, void* drawing, uint8_t config, int pins, const uint8_t* list);
  void begin();
  void setPixel(uint32_t number, int color);
  void show();
  int busy();
};
