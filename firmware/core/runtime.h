// The firmware's entries, one for each thing that can happen to it. Each returns the ms until it wants run() again
// (NEVER for not at all). A board calls them from its main loop or, in WebAssembly, exports them.
#pragma once
#include "core/types.h"

namespace fw {

constexpr u32 NEVER = 0xffffffff;

u32 boot(const u8* table, u32 table_bytes, const u8* key, u32 key_bytes, u32 reason, u32 now);
u32 link_changed(bool up, u32 now);
u32 message(Text topic, Text payload, bool retained, u32 now);
// `clock_only`: no watched pin has left its window and no ramp has ended since the last call, so there is only the clock to
// look at (and the E-stop chain, always).
u32 run(u32 now, bool clock_only = false);

}  // namespace fw
