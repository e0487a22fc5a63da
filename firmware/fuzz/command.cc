// The command path, deep: controllers of a real room, commands with a MAC that passes, pins that change, time that wraps.
//
// An input is the index of a table, then records: u8 kind, u8 which, u16 length, that many bytes. Kinds below.
#include "fuzz/controller.h"
#include "fuzz/tables.h"

namespace {

enum Kind : u8 { RAW, SIGNED, ORDER, PIN, TIME, BEAT, LINK, ESTOP, SERIAL, BOOT, STORAGE, KINDS };
constexpr u32 RECORD_HEAD = 4;
constexpr u32 MOST_RECORDS = 64;

fuzz::Controller controller;

void stimulus(Kind kind, u8 which, fw::Text bytes) {
  fuzz::Input in{(const u8*)bytes.at, (const u8*)bytes.at + bytes.len};
  const u32 pin = which % fw::limit::PINS_PER_CONTROLLER;
  switch (kind) {
    case PIN:
      host::around.pins[pin] = (i32)in.word();
      return controller.run();
    case SERIAL:
      host::receive(pin, in.at, bytes.len);
      return controller.run();
    case TIME: return controller.pass(in.half() << which % 8);
    case LINK: return controller.link(which & 1);
    case ESTOP: return controller.estop(which & 1);
    case STORAGE:
      if (which & 1) host::around.refused_writes = in.byte() % 4;
      else host::around.cut_after = in.byte() % 4;
      return;
    default: return controller.beat();
  }
}

void record(const fuzz::Table& table, Kind kind, u8 which, fw::Text bytes) {
  // Without power nothing happens until the next boot.
  if (host::around.dead && kind != BOOT) return;
  switch (kind) {
    case RAW: return controller.message(bytes, bytes, which & 1);
    case SIGNED: return controller.sign_and_send(which, bytes, false);
    case ORDER: return controller.order(which & 31, bytes, which >> 5);
    case BOOT:
      controller.boot(table.bytes, table.len);
      return controller.link(true);
    default: return stimulus(kind, which, bytes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::Input in{data, data + size};
  const u8 first = in.byte();
  const fuzz::Table& table = fuzz::TABLES[first % fuzz::TABLE_COUNT];
  controller.erase(first & 0x80 ? 0 : 1);
  controller.boot(table.bytes, table.len);
  controller.link(true);
  for (u32 i = 0; i < MOST_RECORDS && in.more(); i++) {
    const Kind kind = (Kind)(in.byte() % KINDS);
    const u8 which = in.byte();
    record(table, kind, which, in.bytes(in.half()));
  }
  return 0;
}

namespace {

struct Record {
  size_t at;     // of its head
  size_t bytes;  // behind its head
};

u32 find_records(const u8* data, size_t size, Record (&into)[MOST_RECORDS]) {
  u32 count = 0;
  for (size_t at = 1; at + RECORD_HEAD <= size && count < MOST_RECORDS; count++) {
    const size_t bytes = fw::least((size_t)(data[at + 2] | data[at + 3] << 8), size - at - RECORD_HEAD);
    into[count] = {at, bytes};
    at += RECORD_HEAD + bytes;
  }
  return count;
}

// Changes the bytes of one record, and its length with them.
size_t change_bytes(u8* data, size_t size, size_t max, Record chosen) {
  static u8 bytes[1 << 16];
  memcpy(bytes, data + chosen.at + RECORD_HEAD, chosen.bytes);
  const size_t room = fw::least(fw::least(max - size + chosen.bytes, sizeof bytes), (size_t)0xffff);
  const size_t changed = LLVMFuzzerMutate(bytes, chosen.bytes, room);
  data[chosen.at + 2] = (u8)changed;
  data[chosen.at + 3] = (u8)(changed >> 8);
  return fuzz::splice(data, size, max, chosen.at + RECORD_HEAD, chosen.bytes, bytes, changed);
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max, unsigned seed) {
  fuzz::Dice dice{seed};
  static Record records[MOST_RECORDS];
  const u32 count = find_records(data, size, records);
  if (count == 0 || dice.roll(8) == 0) return LLVMFuzzerMutate(data, size, max);
  const Record chosen = records[dice.roll(count)];
  const size_t whole = RECORD_HEAD + chosen.bytes;
  static u8 copy[1 << 16];
  switch (dice.roll(7)) {
    case 0:  // a copy of it elsewhere
      if (whole > sizeof copy) return size;
      memcpy(copy, data + chosen.at, whole);
      return fuzz::splice(data, size, max, records[dice.roll(count)].at, 0, copy, whole);
    case 1: return fuzz::splice(data, size, max, chosen.at, whole, nullptr, 0);
    case 2: {  // a new one before it
      const u8 fresh[6] = {(u8)dice.roll(KINDS), (u8)dice.roll(256), 2, 0, (u8)dice.roll(256), (u8)dice.roll(256)};
      return fuzz::splice(data, size, max, chosen.at, 0, fresh, sizeof fresh);
    }
    case 3: data[chosen.at + 1] = (u8)dice.roll(256); return size;
    case 4: data[0] = (u8)dice.roll(256); return size;
    default: return change_bytes(data, size, max, chosen);
  }
}
