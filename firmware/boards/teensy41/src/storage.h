// Table, key and slots in the EEPROM (4,284 bytes, emulated in flash with wear levelling by the core).
#pragma once
#include "core/types.h"

namespace board {

// The table with its key, as it was commissioned. Empty when none was, or when it does not read back.
struct Commissioned {
  const u8* table;
  u32 table_bytes;
  const u8* key;
  u32 key_bytes;
};

Commissioned storage_read();
u32 slot_read(u32 slot, void* into, u32 bytes);
bool slot_write(u32 slot, const void* from, u32 bytes);

}  // namespace board
