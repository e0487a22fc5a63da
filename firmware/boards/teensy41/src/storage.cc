#include "storage.h"

#include <avr/eeprom.h>

#include "boards/shared/port.h"
#include "boards/shared/slot-store.h"
#include "core/crc32.h"
#include "core/generated/contract.h"

namespace board {
namespace {

struct Eeprom {
  void read(u32 at, void* into, u32 bytes) { eeprom_read_block(into, (const void*)at, bytes); }
  // Writes only the bytes that differ: the emulation appends one entry a byte.
  void write(u32 at, const void* from, u32 bytes) { eeprom_write_block(from, (void*)at, bytes); }
};

struct Header {
  u32 mark;
  u16 table_bytes;
  u16 key_bytes;
  u32 crc;  // over key and table
};

constexpr u32 MARK = 0x55535442;
constexpr u32 BODY = sizeof(Header);
constexpr u32 SLOTS_AT = E2END + 1 - SlotStore<Eeprom>::BYTES;
constexpr u32 BODY_BYTES = SLOTS_AT - BODY;

Eeprom eeprom;
SlotStore<Eeprom> store(eeprom, SLOTS_AT);
u8 body[BODY_BYTES];

bool good(const Header& header) {
  const u32 bytes = (u32)header.table_bytes + header.key_bytes;
  if (header.mark != MARK || bytes > BODY_BYTES || header.key_bytes > fw::limit::KEY_BYTES_MAX) return false;
  eeprom.read(BODY, body, bytes);
  return fw::crc32(body, bytes) == header.crc;
}

}  // namespace

Commissioned storage_read() {
  Header header;
  eeprom.read(0, &header, sizeof header);
  if (!good(header)) return {body, 0, body, 0};
  return {body + header.key_bytes, header.table_bytes, body, header.key_bytes};
}

bool storage_commission(const u8* table, u32 table_bytes, const u8* key, u32 key_bytes) {
  if (table_bytes + key_bytes > BODY_BYTES || key_bytes > fw::limit::KEY_BYTES_MAX) return false;
  fw::copy(body, key, key_bytes);
  fw::copy(body + key_bytes, table, table_bytes);
  Header header{0, (u16)table_bytes, (u16)key_bytes, fw::crc32(body, table_bytes + key_bytes)};
  // The mark goes last: a power cut before it leaves no table, and the firmware says so.
  eeprom.write(0, &header, sizeof header);
  eeprom.write(BODY, body, table_bytes + key_bytes);
  header.mark = MARK;
  eeprom.write(0, &header, sizeof header);
  return good(header);
}

u32 slot_read(u32 slot, void* into, u32 bytes) { return store.read(slot, into, bytes); }
bool slot_write(u32 slot, const void* from, u32 bytes) { return store.write(slot, from, bytes); }

}  // namespace board
