// relay: one switched load with an optional cap on its time on, and a least time off before the next.
#include "core/driver.h"

namespace fw::relay_driver {
namespace {

constexpr i32 HOLD = 2;

struct Memory {
  bool on;
  bool settling;
  bool timed;    // goes off by itself at `off_at`
  bool has_run;  // `rested_at` is an instant
  u32 settle_at;
  u32 off_at;
  u32 rested_at;
};

i32 rest_ms(const Unit& unit) { return rest_of(unit.params[param::REST_MS], unit.params[param::MAX_ON_MS]); }

void schedule(Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  run_never(unit);
  if (m.settling) run_at(unit, m.settle_at);
  if (m.timed && (!m.settling || until(m.off_at, m.settle_at) < 0)) run_at(unit, m.off_at);
}

void drive(Unit& unit, bool on) {
  Memory& m = memory<Memory>(unit);
  const i32 cap = unit.params[param::MAX_ON_MS];
  hal::write(unit.pins[pin::OUT], on != (unit.params[param::ACTIVE_LOW] != 0));
  if (on != m.on) changed(unit);
  if (m.on && !on) {
    m.has_run = true;
    m.rested_at = g.now + (u32)rest_ms(unit);
  }
  // A cap runs from the moment the load went on; switching on again does not extend it.
  if (on && cap > 0 && !(m.on && m.timed)) m.off_at = g.now + (u32)cap;
  m.timed = on && cap > 0;
  m.on = on;
  m.settling = false;
}

void boot(Unit& unit) {
  drive(unit, unit.params[param::BOOT_ON] != 0);
  schedule(unit);
}

// A load that is held keeps its cap, and a pulse under way its end.
void safe(Unit& unit, SafeCause cause) {
  const i32 idle = unit.params[param::IDLE_ON];
  const i32 state = cause == SafeCause::ENGINE_SILENT && idle >= 0 ? idle : unit.params[param::SAFE_ON];
  if (state == HOLD) return;
  drive(unit, state != 0);
  schedule(unit);
}

bool turns_on(u8 v, const i32* args) { return v == verb::ON || v == verb::PULSE || (v == verb::SET && args[0] != 0); }

Reason check(const Unit& unit, u8 v, const i32* args) {
  const Memory& m = memory<Memory>(unit);
  const i32 cap = unit.params[param::MAX_ON_MS];
  if (v == verb::PULSE && (args[0] < 1 || args[0] > 86'400'000 || (cap != 0 && args[0] > cap))) return Reason::INVALID_PARAMS;
  const bool resting = !m.on && m.has_run && awaits(m.rested_at, rest_ms(unit));
  return resting && turns_on(v, args) ? Reason::BUSY : Reason::NONE;
}

void start(Unit& unit, u8 v, const i32* args) {
  Memory& m = memory<Memory>(unit);
  drive(unit, turns_on(v, args));
  if (v == verb::PULSE) {
    m.off_at = m.timed ? g.now + least((u32)args[0], (u32)most(until(m.off_at, g.now), 0)) : g.now + (u32)args[0];
    m.timed = true;
  } else {
    m.settling = true;
    m.settle_at = g.now + (u32)unit.params[param::SETTLE_MS];
  }
  schedule(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!take_due(unit)) return;
  if (m.settling && reached(m.settle_at, g.now)) {
    m.settling = false;
    complete(unit);
  }
  if (m.timed && reached(m.off_at, g.now)) {
    drive(unit, false);
    if (unit.commanded) {
      m.settling = true;
      m.settle_at = g.now + (u32)unit.params[param::SETTLE_MS];
    }
  }
  schedule(unit);
}

i32 value(const Unit& unit, u8) { return memory<Memory>(unit).on; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, never, never};

}  // namespace fw::relay_driver
