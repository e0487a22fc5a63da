// Addressable strips and the DMX universe. A frame goes out by DMA; nothing waits for it.
#pragma once
#include "core/types.h"

namespace board {

constexpr u32 STRIPS = 16;
constexpr u32 PIXELS_PER_STRIP = 300;
// Room for the pixels' own colours of all strips of effect `pixels` together.
constexpr u32 OWN_PIXELS = 512;

// A strip on a physical pin; false when there is no place left or it is too long.
bool add_strip(u32 pin, u8 output, u32 pixels);
// After the last strip has been added.
void strips_start();
void strip_show(u32 pin, i32 effect, i32 color, i32 brightness, i32 lit);
void strip_pixel(u32 pin, i32 index, i32 color);
// Renders the next frame when one is due.
void strips_run(u32 now_ms);

void dmx_start();
// `channel` from 1.
void dmx_write(u8 channel, u8 value);

}  // namespace board
