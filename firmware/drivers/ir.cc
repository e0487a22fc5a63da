// ir: an infrared target. Receivers that share a decoder listen in turns, worked out from the time of a reception:
// nothing wakes only to change turns.
#include "core/driver.h"

namespace fw::ir_driver {
namespace {

struct Memory {
  bool enabled;
  bool heard;      // `heard_at` is an instant
  u32 heard_at;
  u32 epoch_at;    // when the first turn began
  i32 seen;        // the pin's last value
  i32 hits;
  i32 last_code;
};

void boot(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.enabled = unit.params[param::BOOT_ENABLED] != 0;
  m.epoch_at = g.now;
  m.seen = read_pin(unit, pin::IN);
  watch(unit, pin::IN, m.seen, m.seen);
}
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }

void start(Unit& unit, u8 v, const i32*) {
  memory<Memory>(unit).enabled = v == verb::ENABLE;
  changed(unit);
  complete(unit);
}

bool my_turn(const Unit& unit) {
  const u32 share = (u32)unit.params[param::SHARE_MS];
  if (share == 0) return true;
  const u32 turn = (g.now - memory<Memory>(unit).epoch_at) / share % (u32)unit.params[param::SHARE_SLOTS];
  return turn == (u32)unit.params[param::SHARE_SLOT];
}

bool muted(const Unit& unit) {
  const i32 by = unit.params[param::MUTED_BY_UNIT];
  if (by < 0 || (u32)by >= g.unit_count) return false;
  return driver_of(g.units[by]).moving(g.units[by]);
}

void look(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  const i32 value = read_pin(unit, pin::IN);
  if (value == m.seen) return;
  m.seen = value;
  watch(unit, pin::IN, value, value);
  const i32 code = value & 0xff;
  const i32 accept = unit.params[param::ACCEPT_CODE];
  if (!m.enabled || !my_turn(unit) || muted(unit) || (accept >= 0 && code != accept)) return;
  if (m.heard && !reached(m.heard_at + (u32)unit.params[param::REPEAT_MS], g.now)) return;
  m.heard = true;
  m.heard_at = g.now;
  m.hits = m.hits == 0x7fffffff ? 0 : m.hits + 1;
  m.last_code = code;
  changed(unit);
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::ENABLED ? m.enabled : index == property::HITS ? m.hits : m.last_code;
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::ir_driver
