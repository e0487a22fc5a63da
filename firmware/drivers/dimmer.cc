// dimmer: a dimmed lamp with fades of its own. It wakes in steps only while a fade is under way.
#include "core/driver.h"

namespace fw::dimmer_driver {
namespace {

constexpr i32 FULL = 255;

struct Memory {
  bool fading;
  i32 level;
  i32 from;
  i32 target;
  u32 started_at;
};

void set_level(Unit& unit, i32 level) {
  Memory& m = memory<Memory>(unit);
  hal::write(unit.pins[pin::OUT], level);
  m.level = level;
}

void jump(Unit& unit, i32 level) {
  Memory& m = memory<Memory>(unit);
  m.fading = false;
  run_never(unit);
  set_level(unit, level);
  changed(unit);
}

void boot(Unit& unit) { jump(unit, unit.params[param::BOOT_LEVEL]); }

// Emergency light comes at once; without one the lamp holds where it is.
void safe(Unit& unit, SafeCause) {
  const i32 level = unit.params[param::SAFE_LEVEL];
  jump(unit, level < 0 ? memory<Memory>(unit).level : level);
}

Reason check(const Unit&, u8, const i32* args) {
  return args[0] >= 0 && args[0] <= FULL ? Reason::NONE : Reason::INVALID_PARAMS;
}

void next_step(Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  const u32 end = m.started_at + (u32)unit.params[param::FADE_MS];
  const u32 next = g.now + (u32)most(unit.params[param::STEP_MS], 1);
  run_at(unit, until(next, end) > 0 ? end : next);
}

void start(Unit& unit, u8, const i32* args) {
  Memory& m = memory<Memory>(unit);
  if (args[0] == m.level || unit.params[param::FADE_MS] == 0) {
    jump(unit, args[0]);
    complete(unit);
    return;
  }
  m.fading = true;
  m.from = m.level;
  m.target = args[0];
  m.started_at = g.now;
  next_step(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!take_due(unit) || !m.fading) return;
  const i32 elapsed = until(g.now, m.started_at);
  const i32 whole = unit.params[param::FADE_MS];
  if (elapsed >= whole) {
    jump(unit, m.target);
    complete(unit);
    return;
  }
  set_level(unit, m.from + (i32)((i64)(m.target - m.from) * elapsed / whole));
  next_step(unit);
}

i32 value(const Unit& unit, u8) { return memory<Memory>(unit).level; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, never, never};

}  // namespace fw::dimmer_driver
