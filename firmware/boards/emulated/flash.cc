#include "boards/emulated/flash.h"

namespace board {
namespace {

constexpr u32 SLOT_BYTES = SLOTS * 2 * (hal::STORE_BYTES + 12);  // two records each: SlotStore says how

struct Flash {
  u32 mark;
  u32 starts;
  u8 slots[SLOT_BYTES];
};
constexpr u32 MARK = 0x46574d37;
constexpr u8 ERASED = 0xff;

__attribute__((section(".noinit"))) Flash flash;
u32 bytes_left = NEVER_CUT;
bool cut;  // power has gone in the middle of a write

struct Memory {
  void read(u32 address, void* into, u32 bytes) { fw::copy(into, flash.slots + address, bytes); }
  void write(u32 address, const void* from, u32 bytes) {
    for (u32 i = 0; i < bytes; i++) {
      cut = cut || bytes_left == 0;
      if (cut) return;
      if (bytes_left != NEVER_CUT) bytes_left--;
      flash.slots[address + i] = ((const u8*)from)[i];
    }
  }
};
using Slots = SlotStore<Memory>;
static_assert(SLOT_BYTES == Slots::BYTES && SLOTS == Slots::SLOTS);

Memory memory;
// Made when needed: nothing runs before main.
Slots slots() { return Slots(memory, 0); }

}  // namespace

void flash_start() {
  if (flash.mark != MARK) {
    flash_erase();
    flash.starts = 0;
  }
  bytes_left = NEVER_CUT;
  cut = false;
  flash.starts++;
}

void flash_erase() {
  flash.mark = MARK;
  __builtin_memset(flash.slots, ERASED, sizeof flash.slots);
  bytes_left = NEVER_CUT;
  cut = false;
}

u32 flash_read(u32 slot, void* into, u32 bytes) { return slots().read(slot, into, bytes); }
bool flash_write(u32 slot, const void* from, u32 bytes) { return slots().write(slot, from, bytes) && !cut; }
void flash_cut(u32 after_bytes) { bytes_left = after_bytes; }
void flash_power_on() {
  if (cut) bytes_left = NEVER_CUT;
  cut = false;
}
u32 flash_starts() { return flash.starts; }

}  // namespace board
