// Table, key and slots in NVS.
#pragma once
#include "core/types.h"

namespace board {

struct Commissioned {
  const u8* table;
  u32 table_bytes;
  const u8* key;
  u32 key_bytes;
};

void storage_start();
// Empty when none was commissioned.
Commissioned storage_read();
u32 slot_read(u32 slot, void* into, u32 bytes);
bool slot_write(u32 slot, const void* from, u32 bytes);

}  // namespace board
