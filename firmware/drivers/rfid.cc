// rfid: a reader of 125 kHz tags (ID-12LA). Each tag comes as a frame: STX, ten hex digits, two of checksum, CR, LF, ETX.
// A bad frame is counted and dropped; an STX always begins a new one.
#include "core/driver.h"

namespace fw::rfid_driver {
namespace {

constexpr i32 STX = 2, ETX = 3, CR = 13, LF = 10;
constexpr u8 TAG_BYTES = 5;
constexpr u8 DIGITS = 2 * (TAG_BYTES + 1);  // and the checksum
constexpr u8 FRAME = DIGITS + 4;
constexpr u32 REPORT_ERRORS_MS = 1000;  // noise on the line must not flood the bus

struct Memory {
  u8 place;                 // of the next byte in its frame; 0: waits for an STX
  u8 bytes[TAG_BYTES + 1];  // of the frame that comes in
  bool present;
  bool leaving;             // the tag goes at `leave_at`
  bool reporting;           // `errors` is published at `report_at`
  i32 tag;                  // low 31 bits of its id
  i32 errors;
  u32 leave_at;
  u32 report_at;
};

// -1: not a digit. The reader sends capitals.
i32 hex_value(i32 c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

void count_error(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.errors = m.errors == 0x7fffffff ? 0 : m.errors + 1;
  if (!m.reporting) m.report_at = g.now + REPORT_ERRORS_MS;
  m.reporting = true;
}

bool in_range(const Unit& unit) { return read_pin(unit, pin::PRESENT) == unit.params[param::PRESENT_ACTIVE_LEVEL]; }

void leave_after(Unit& unit, u32 ms) {
  Memory& m = memory<Memory>(unit);
  m.leaving = true;
  m.leave_at = g.now + ms;
}

void take_frame(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  u8 sum = 0;
  for (const u8 byte : m.bytes) sum ^= byte;
  if (sum != 0) {
    count_error(unit);
    return;
  }
  const u32 low = (u32)m.bytes[1] << 24 | (u32)m.bytes[2] << 16 | (u32)m.bytes[3] << 8 | m.bytes[4];
  const i32 tag = (i32)(low & 0x7fffffff);
  if (!m.present || tag != m.tag) changed(unit);
  m.present = true;
  m.tag = tag;
  m.leaving = false;
  if (!has_pin(unit, pin::PRESENT)) leave_after(unit, (u32)unit.params[param::HOLD_MS]);
}

// Whether the byte may stand at this place of a frame; digits are kept.
bool fits(Memory& m, i32 byte) {
  if (m.place > DIGITS) return byte == (m.place == DIGITS + 1 ? CR : m.place == DIGITS + 2 ? LF : ETX);
  const i32 digit = hex_value(byte);
  u8& into = m.bytes[(m.place - 1) / 2];
  into = (u8)(m.place % 2 != 0 ? digit << 4 : into | digit);
  return digit >= 0;
}

void take_byte(Unit& unit, i32 byte) {
  Memory& m = memory<Memory>(unit);
  if (m.place != 0 && !fits(m, byte)) {
    m.place = 0;
    count_error(unit);
  }
  if (m.place == 0) {
    m.place = byte == STX;
    return;
  }
  m.place++;
  if (m.place < FRAME) return;
  m.place = 0;
  take_frame(unit);
}

void remove(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (m.present) changed(unit);
  m.present = false;
  m.leaving = false;
  m.tag = 0;
}

// A tag that left before its frame was read is there for a ms: it is published, and then that it has gone.
void look_at_range(Unit& unit, bool just_read) {
  if (!has_pin(unit, pin::PRESENT)) return;
  const i32 level = read_pin(unit, pin::PRESENT);
  watch(unit, pin::PRESENT, level, level);
  const Memory& m = memory<Memory>(unit);
  if (in_range(unit) || !m.present || m.leaving) return;
  if (just_read) leave_after(unit, 1);
  else remove(unit);
}

void look(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  const bool was_present = m.present;
  const i32 before = m.tag;
  for (i32 byte = hal::receive(unit.pins[pin::SERIAL]); byte >= 0; byte = hal::receive(unit.pins[pin::SERIAL])) {
    take_byte(unit, byte);
  }
  watch(unit, pin::SERIAL, 0, 0);
  look_at_range(unit, m.present && (!was_present || m.tag != before));
  if (m.leaving && reached(m.leave_at, g.now)) remove(unit);
  if (m.reporting && reached(m.report_at, g.now)) {
    m.reporting = false;
    changed(unit);
  }
  run_never(unit);
  if (m.leaving) run_by(unit, m.leave_at);
  if (m.reporting) run_by(unit, m.report_at);
}

void boot(Unit& unit) { look(unit); }
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }
void start(Unit& unit, u8, const i32*) { complete(unit); }

i32 number_of(const Unit& unit) {
  const i64 number = (i64)memory<Memory>(unit).tag - unit.params[param::NUMBER_BASE];
  return number >= 1 && number <= unit.params[param::NUMBERS] ? (i32)number : 0;
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  switch (index) {
    case property::PRESENT: return m.present;
    case property::TAG: return m.tag;
    case property::NUMBER: return m.present ? number_of(unit) : 0;
    default: return m.errors;
  }
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::rfid_driver
