// servo: a hobby servo. The pulse width moves at the table's rate, so that the horn can follow; nothing feeds back.
#include "core/driver.h"

namespace fw::servo_driver {
namespace {

constexpr i32 FULL_DEG = 180;
constexpr i32 MILLI = 1000;  // positions are kept in thousandths of a degree

struct Memory {
  bool moving;
  i32 at;  // thousandths of a degree, as the pulse says now
  i32 from;
  i32 target;
  u32 started_at;
};

void place(Unit& unit, i32 at) {
  Memory& m = memory<Memory>(unit);
  const i64 span = (i64)unit.params[param::MAX_PULSE_US] - unit.params[param::MIN_PULSE_US];
  m.at = at;
  hal::write(unit.pins[pin::OUT], unit.params[param::MIN_PULSE_US] + (i32)(span * at / (FULL_DEG * MILLI)));
}

// Degrees per second are thousandths of a degree per millisecond.
i32 whole_ms(const Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  const i32 rate = unit.params[param::RATE_DEG_PER_S];
  return (distance(m.from, m.target) + rate - 1) / rate;
}

void next_step(Unit& unit) {
  const u32 end = memory<Memory>(unit).started_at + (u32)whole_ms(unit);
  const u32 next = g.now + (u32)most(unit.params[param::STEP_MS], 1);
  run_at(unit, until(next, end) > 0 ? end : next);
}

void rest(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (m.moving) changed(unit);
  m.moving = false;
  run_never(unit);
}

void move(Unit& unit, i32 degrees) {
  Memory& m = memory<Memory>(unit);
  m.from = m.at;
  m.target = degrees * MILLI;
  m.started_at = g.now;
  if (m.target == m.at) {
    rest(unit);
    return;
  }
  m.moving = true;
  changed(unit);
  next_step(unit);
}

// Where the horn stood is not known: the first pulse brings it to its boot position.
void boot(Unit& unit) {
  memory<Memory>(unit).moving = false;
  run_never(unit);
  place(unit, unit.params[param::BOOT_DEG] * MILLI);
}

void safe(Unit& unit, SafeCause) {
  const i32 degrees = unit.params[param::SAFE_DEG];
  if (degrees < 0) rest(unit);
  else move(unit, degrees);
}

Reason check(const Unit& unit, u8 v, const i32* args) {
  const bool outside =
      v == verb::SET_POSITION && (args[0] < unit.params[param::MIN_DEG] || args[0] > unit.params[param::MAX_DEG]);
  if (outside) return Reason::INVALID_PARAMS;
  return memory<Memory>(unit).moving ? Reason::BUSY : Reason::NONE;
}

void start(Unit& unit, u8 v, const i32* args) {
  const i32 degrees = v == verb::OPEN    ? unit.params[param::OPEN_DEG]
                      : v == verb::CLOSE ? unit.params[param::CLOSED_DEG]
                                         : args[0];
  move(unit, degrees);
  if (!memory<Memory>(unit).moving) complete(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!take_due(unit) || !m.moving) return;
  const i32 elapsed = until(g.now, m.started_at);
  const i32 whole = whole_ms(unit);
  if (elapsed < whole) {
    place(unit, m.from + (i32)((i64)(m.target - m.from) * elapsed / whole));
    next_step(unit);
    return;
  }
  place(unit, m.target);
  rest(unit);
  complete(unit);
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::MOVING ? m.moving : (m.at + MILLI / 2) / MILLI;
}
bool moving(const Unit& unit) { return memory<Memory>(unit).moving; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, moving, never};

}  // namespace fw::servo_driver
