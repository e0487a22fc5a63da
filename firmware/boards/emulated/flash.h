// The board's flash: memory that outlives a reset of the processor, and the store's slots in it. Power may go at any byte.
#pragma once
#include "boards/shared/slot-store.h"

namespace board {

constexpr u32 SLOTS = 8;

// At each start: erases a flash that was never used.
void flash_start();
void flash_erase();
u32 flash_read(u32 slot, void* into, u32 bytes);
// False when power went before all was written.
bool flash_write(u32 slot, const void* from, u32 bytes);
// Power goes after so many more bytes have been written. NEVER_CUT for not at all.
constexpr u32 NEVER_CUT = 0xffffffff;
void flash_cut(u32 after_bytes);
// Ends a cut that has come.
void flash_power_on();
// How often the board has started. Outlives an erase: by it a host sees every start.
u32 flash_starts();

}  // namespace board
