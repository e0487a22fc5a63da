// The frames of a strip's pattern (EFFECTS of the contract): what hal::strip asked for, as colours of pixels.
#pragma once
#include "core/types.h"

namespace board {

struct Pattern {
  i32 effect;
  i32 color;  // 0xRRGGBB; of `bands` the colours' digits
  i32 brightness;
  i32 lit;
};

// Time between two frames of an effect that moves, in ms.
constexpr u32 FRAME_MS = 30;

// The colour of pixel `index` in frame `frame`, 0xRRGGBB, brightness applied. `own` is the pixel's own colour (`pixels`).
u32 pixel_color(const Pattern& pattern, u32 index, u32 frame, u32 own);
// Whether the pattern changes from frame to frame.
bool moves(const Pattern& pattern);

}  // namespace board
