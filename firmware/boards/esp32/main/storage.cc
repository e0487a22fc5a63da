#include "storage.h"

#include <nvs.h>
#include <nvs_flash.h>

#include "boards/shared/port.h"
#include "core/generated/contract.h"
#include "hal/hal.h"

namespace board {
namespace {

nvs_handle_t store;
u8 table[fw::limit::TABLE_BYTES];
u8 key[fw::limit::KEY_BYTES_MAX];

struct SlotName {
  char text[6] = {'s', 'l', 'o', 't', '0', 0};
  explicit SlotName(u32 slot) { text[4] = (char)('0' + slot); }
};

// Bytes of an entry; 0 when there is none, or it is longer than `capacity`.
u32 read_entry(const char* name, void* into, u32 capacity) {
  size_t bytes = capacity;
  return nvs_get_blob(store, name, into, &bytes) == ESP_OK ? (u32)bytes : 0;
}

bool write_entry(const char* name, const void* from, u32 bytes) {
  return nvs_set_blob(store, name, from, bytes) == ESP_OK && nvs_commit(store) == ESP_OK;
}

}  // namespace

void storage_start() {
  if (nvs_flash_init() != ESP_OK) {
    // Worn or of another layout: begins empty, and the firmware says that it has no table.
    ESP_ERROR_CHECK(nvs_flash_erase());
    ESP_ERROR_CHECK(nvs_flash_init());
  }
  ESP_ERROR_CHECK(nvs_open("understudy", NVS_READWRITE, &store));
}

Commissioned storage_read() {
  const u32 table_bytes = read_entry("table", table, sizeof table);
  return {table, table_bytes, key, read_entry("key", key, sizeof key)};
}

bool storage_commission(const u8* from, u32 table_bytes, const u8* with, u32 key_bytes) {
  if (table_bytes > sizeof table || key_bytes > sizeof key) return false;
  return write_entry("key", with, key_bytes) && write_entry("table", from, table_bytes);
}

u32 slot_read(u32 slot, void* into, u32 bytes) {
  u8 held[hal::STORE_BYTES];
  const u32 found = slot < 8 ? read_entry(SlotName(slot).text, held, sizeof held) : 0;
  const u32 given = fw::least(found, bytes);
  fw::copy(into, held, given);
  return given;
}

bool slot_write(u32 slot, const void* from, u32 bytes) {
  return slot < 8 && bytes <= hal::STORE_BYTES && write_entry(SlotName(slot).text, from, bytes);
}

}  // namespace board
