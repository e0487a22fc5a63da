// Addressable strips, one RMT channel each.
#pragma once
#include "core/types.h"

namespace board {

constexpr u32 STRIPS = 8;
// Room for the pixels' own colours of all strips of effect `pixels` together.
constexpr u32 OWN_PIXELS = 256;

bool add_strip(u32 pin, u8 output, u32 pixels);
void strip_show(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit);
void strip_pixel(u32 pin, i32 index, i32 color);
// Renders the next frame of one strip when it is due: their transmission waits, so each time round has one at most.
void strips_run(u32 now_ms);

}  // namespace board
