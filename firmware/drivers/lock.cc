// lock: up to three coils that lock or release together, with an optional sense input.
#include "core/driver.h"

namespace fw::lock_driver {
namespace {

constexpr u8 COILS = 3;

struct Memory {
  bool locked;    // as commanded
  bool sensed;    // as the sense input said last
  bool waiting;   // for the lock to settle, or the sense input to agree
  bool capped;    // lets go by itself at `release_at`
  bool energised;
  bool has_run;   // `rested_at` is an instant
  u32 settle_at;
  u32 release_at;
  u32 rested_at;
};

bool sense_locked(const Unit& unit) { return read_pin(unit, pin::SENSE) == unit.params[param::SENSE_LOCKED_LEVEL]; }

void watch_sense(Unit& unit) {
  if (!has_pin(unit, pin::SENSE)) return;
  const i32 level = read_pin(unit, pin::SENSE);
  const bool locked = sense_locked(unit);
  if (locked != memory<Memory>(unit).sensed) changed(unit);
  memory<Memory>(unit).sensed = locked;
  watch(unit, pin::SENSE, level, level);
}

void schedule(Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  run_never(unit);
  if (m.waiting) run_at(unit, m.settle_at);
  if (m.capped && (!m.waiting || until(m.release_at, m.settle_at) < 0)) run_at(unit, m.release_at);
}

i32 rest_ms(const Unit& unit) { return rest_of(unit.params[param::REST_MS], unit.params[param::MAX_ENERGISED_MS]); }

void write_coils(Unit& unit, bool locked, u32 opposite) {
  Memory& m = memory<Memory>(unit);
  const bool energised_locks = unit.params[param::ENERGISED_LOCKS] != 0;
  bool any = false;
  for (u8 i = 0; i < COILS; i++) {
    if (!has_pin(unit, pin::COIL + i)) continue;
    const bool energised = (locked != ((opposite >> i & 1) != 0)) == energised_locks;
    any = any || energised;
    hal::write(unit.pins[pin::COIL + i], energised);
  }
  const i32 cap = unit.params[param::MAX_ENERGISED_MS];
  if (any && cap > 0 && !m.capped) m.release_at = g.now + (u32)cap;
  m.capped = any && cap > 0;
  if (m.energised && !any) {
    m.has_run = true;
    m.rested_at = g.now + (u32)rest_ms(unit);
  }
  m.energised = any;
  if (m.locked != locked) changed(unit);
  m.locked = locked;
  m.waiting = false;
}

void boot(Unit& unit) {
  write_coils(unit, unit.params[param::BOOT_LOCKED] != 0, ~(u32)unit.params[param::BOOT_COILS]);
  watch_sense(unit);
  schedule(unit);
}

void safe(Unit& unit, SafeCause cause) {
  const i32 idle = unit.params[param::IDLE_LOCKED];
  if (cause == SafeCause::ENGINE_SILENT && idle == 2) return;
  write_coils(unit, (cause == SafeCause::LATCHED ? unit.params[param::SAFE_LOCKED] : idle) != 0, 0);
  schedule(unit);
}

Reason check(const Unit& unit, u8 v, const i32*) {
  const Memory& m = memory<Memory>(unit);
  const bool energises = (v == verb::LOCK) == (unit.params[param::ENERGISED_LOCKS] != 0);
  const bool resting = !m.energised && m.has_run && awaits(m.rested_at, rest_ms(unit));
  return energises && resting ? Reason::BUSY : Reason::NONE;
}

void start(Unit& unit, u8 v, const i32*) {
  Memory& m = memory<Memory>(unit);
  write_coils(unit, v == verb::LOCK, 0);
  m.waiting = true;
  const bool senses = has_pin(unit, pin::SENSE);
  m.settle_at = g.now + (u32)unit.params[senses ? param::SENSE_TIMEOUT_MS : param::SETTLE_MS];
  if (senses && sense_locked(unit) == m.locked) {
    m.waiting = false;
    watch_sense(unit);
    complete(unit);
  }
  schedule(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  watch_sense(unit);
  const bool senses = has_pin(unit, pin::SENSE);
  if (m.waiting && senses && m.sensed == m.locked) {
    m.waiting = false;
    complete(unit);
  } else if (m.waiting && reached(m.settle_at, g.now)) {
    m.waiting = false;
    if (senses) fail(unit, Reason::SENSOR_FAULT);
    else complete(unit);
  }
  if (m.capped && reached(m.release_at, g.now)) {
    const bool was_waiting = m.waiting;
    write_coils(unit, unit.params[param::ENERGISED_LOCKS] == 0, 0);
    m.waiting = was_waiting && !senses;
  }
  schedule(unit);
}

i32 value(const Unit& unit, u8) {
  const Memory& m = memory<Memory>(unit);
  return has_pin(unit, pin::SENSE) ? m.sensed : m.locked;
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, never, never};

}  // namespace fw::lock_driver
