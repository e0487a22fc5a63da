// The firmware's entries as a board calls them: they keep note of when the firmware wants to run again.
#pragma once
#include "boards/shared/watches.h"
#include "core/types.h"

namespace board {

extern Watches watches;

// Boots the firmware. A table that this board cannot wire is as good as none: the firmware then says FAULT.
void entry_boot(const u8* table, u32 table_bytes, const u8* key, u32 key_bytes, u32 reason, u32 now_ms);
// Bus connected or lost; a change only.
void entry_link(bool up, u32 now_ms);
void entry_message(fw::Text topic, fw::Text payload, bool retained, u32 now_ms);
// Runs the firmware when it is due, or a watched pin or a ramp has woken it.
void entry_run(u32 now_ms);

}  // namespace board
