// The eight slots of hal::store_read and hal::store_write in a byte-addressed memory (EEPROM). Each slot has two records
// with a generation and a checksum; a write goes over the older one, so that power may go at any byte of it and the slot
// still reads as before. `Memory` gives read(address, into, bytes) and write(address, from, bytes).
#pragma once
#include "core/crc32.h"
#include "hal/hal.h"

namespace board {

template <class Memory>
class SlotStore {
 public:
  static constexpr u32 SLOTS = 8;
  struct Record {
    u32 generation;
    u32 len;
    u8 bytes[hal::STORE_BYTES];
    u32 crc;  // over all before; written last
  };
  static constexpr u32 BYTES = SLOTS * 2 * sizeof(Record);

  SlotStore(Memory& memory, u32 address) : memory_(memory), address_(address) {}

  u32 read(u32 slot, void* into, u32 bytes) {
    Record record;
    if (slot >= SLOTS || !newest(slot, record)) return 0;
    const u32 given = fw::least(bytes, record.len);
    fw::copy(into, record.bytes, given);
    return given;
  }

  // True when it can be read back.
  bool write(u32 slot, const void* from, u32 bytes) {
    if (slot >= SLOTS || bytes > hal::STORE_BYTES) return false;
    Record held;
    const bool any = newest(slot, held);
    Record next{any ? held.generation + 1 : 1, bytes, {}, 0};
    fw::copy(next.bytes, from, bytes);
    next.crc = sum(next);
    const u32 at = address_ + (slot * 2 + next.generation % 2) * sizeof(Record);
    memory_.write(at, &next, sizeof next);
    Record back;
    memory_.read(at, &back, sizeof back);
    return good(back) && back.generation == next.generation;
  }

 private:
  static u32 sum(const Record& record) { return fw::crc32((const u8*)&record, sizeof record - sizeof record.crc); }
  static bool good(const Record& record) { return record.len <= hal::STORE_BYTES && record.crc == sum(record); }

  bool newest(u32 slot, Record& into) {
    Record pair[2];
    memory_.read(address_ + slot * 2 * sizeof(Record), pair, sizeof pair);
    const bool a = good(pair[0]);
    const bool b = good(pair[1]);
    if (!a && !b) return false;
    into = !a || (b && (i32)(pair[1].generation - pair[0].generation) > 0) ? pair[1] : pair[0];
    return true;
  }

  Memory& memory_;
  u32 address_;
};

}  // namespace board
