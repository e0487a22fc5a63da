// Colour temperature and illuminance from the raw channels of a TCS34725 (ams, design note 40: colour temperature by the
// ratio of blue to red, after taking away the infrared part).
#pragma once
#include "core/types.h"

namespace board {

struct Light {
  i32 color_temperature_k;
  i32 lux;
};

// `gain` is 1, 4, 16 or 60, `integration_ms` that of the reading. No light: 0 and 0.
inline Light light_of(u32 clear, u32 red, u32 green, u32 blue, u32 gain, u32 integration_ms) {
  const u32 sum = red + green + blue;
  const i32 infrared = sum > clear ? (i32)(sum - clear) / 2 : 0;
  const i32 r = (i32)red - infrared;
  const i32 g = (i32)green - infrared;
  const i32 b = (i32)blue - infrared;
  if (r <= 0) return {0, 0};
  // Coefficients of the design note, in thousandths: 0.136, 1.000, -0.444; device factor 310; 3810 and 1391 in kelvin.
  const i64 weighted = 136 * (i64)r + 1000 * (i64)g - 444 * (i64)b;
  const i64 lux = weighted <= 0 ? 0 : weighted * 310 / ((i64)gain * integration_ms * 1000);
  return {(i32)(3810 * (i64)b / r + 1391), (i32)lux};
}

}  // namespace board
