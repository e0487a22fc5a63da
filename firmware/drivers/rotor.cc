// rotor: a stepper that turns without end. Ramped; its drive has current only while it turns, and a cap is its own.
#include "core/driver.h"

namespace fw::rotor_driver {
namespace {

constexpr i32 TURN_STEPS = 1'000'000'000;  // asked for at once; asked for again when they have been made

enum Speed : u8 { STOPPED, START, SLOW, FAST };

struct Memory {
  u8 speed;         // of the last command
  u8 shown;         // as published: a rotor that runs down is not stopped yet
  bool ramping;     // towards `rate`; there at `settled_at`
  bool capped;      // stops by itself at `stop_at`
  i32 from;         // steps/s when the ramp began
  i32 rate;         // steps/s that it goes to
  i32 end;          // step count where the asked steps end
  u32 started_at;
  u32 settled_at;
  u32 stop_at;
};

void enable(Unit& unit, bool on) {
  if (!has_pin(unit, pin::ENABLE)) return;
  hal::write(unit.pins[pin::ENABLE], on == (unit.params[param::ENABLE_ACTIVE_LEVEL] != 0));
}

i32 rate_of(const Unit& unit, u8 speed) {
  switch (speed) {
    case START: return unit.params[param::START_STEPS_PER_S];
    case SLOW: return unit.params[param::SLOW_STEPS_PER_S];
    case FAST: return unit.params[param::FAST_STEPS_PER_S];
    default: return 0;
  }
}

// The generator's rate by its ramp.
i32 present_rate(const Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  if (!m.ramping) return m.rate;
  const i64 made = (i64)unit.params[param::ACCEL_STEPS_PER_S2] * until(g.now, m.started_at) / 1000;
  return (i32)(m.rate > m.from ? least<i64>(m.from + made, m.rate) : most<i64>(m.from - made, m.rate));
}

void show(Unit& unit, u8 speed) {
  Memory& m = memory<Memory>(unit);
  if (m.shown != speed) changed(unit);
  m.shown = speed;
}

void schedule(Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  run_never(unit);
  if (m.ramping) run_by(unit, m.settled_at);
  if (m.capped) run_by(unit, m.stop_at);
}

// At once: steps end here, and so does the current.
void cut(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  hal::ramp(unit.pins[pin::STEP], 0, 0, 0);
  enable(unit, false);
  m = {STOPPED, m.shown, false, false, 0, 0, 0, 0, 0, 0};
  unit.ramping = false;
  show(unit, STOPPED);
  run_never(unit);
}

void ask_for_steps(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.end = (i32)((u32)read_pin(unit, pin::STEP) + (u32)TURN_STEPS);
  hal::ramp(unit.pins[pin::STEP], TURN_STEPS, m.rate, unit.params[param::ACCEL_STEPS_PER_S2]);
}

void turn(Unit& unit, u8 speed) {
  Memory& m = memory<Memory>(unit);
  const i32 accel = unit.params[param::ACCEL_STEPS_PER_S2];
  const i32 cap = unit.params[param::MAX_RUN_MS];
  const bool was_turning = m.speed != STOPPED;
  m.from = present_rate(unit);
  m.rate = rate_of(unit, speed);
  m.speed = speed;
  m.started_at = g.now;
  const i64 way_ms = accel == 0 ? 0 : ((i64)distance(m.from, m.rate) * 1000 + accel - 1) / accel;
  m.settled_at = g.now + (u32)way_ms;
  m.ramping = true;
  if (speed == STOPPED) {
    m.capped = false;
    unit.ramping = false;
    hal::ramp(unit.pins[pin::STEP], 0, 0, accel);
  } else {
    // A cap runs from the first start; another speed does not extend it.
    if (!was_turning) m.stop_at = g.now + (u32)cap;
    m.capped = cap > 0;
    unit.ramping = true;
    enable(unit, true);
    ask_for_steps(unit);
    show(unit, speed);
  }
  schedule(unit);
}

void boot(Unit& unit) { cut(unit); }

void safe(Unit& unit, SafeCause cause) {
  const Memory& m = memory<Memory>(unit);
  if (cause == SafeCause::LATCHED) cut(unit);
  else if (m.speed != STOPPED) turn(unit, STOPPED);
}

Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }

void start(Unit& unit, u8 v, const i32*) {
  const u8 speed = v == verb::START ? START : v == verb::SLOW ? SLOW : v == verb::FAST ? FAST : STOPPED;
  const Memory& m = memory<Memory>(unit);
  if (speed == m.speed && !m.ramping) complete(unit);
  else turn(unit, speed);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (m.ramping && reached(m.settled_at, g.now)) {
    m.ramping = false;
    if (m.speed == STOPPED) cut(unit);
    complete(unit);
  }
  if (m.capped && reached(m.stop_at, g.now)) {
    fail(unit, Reason::MOTION_TIMEOUT);  // its ramp is longer than the cap
    turn(unit, STOPPED);
  }
  if (unit.ramping && read_pin(unit, pin::STEP) == m.end) ask_for_steps(unit);
  schedule(unit);
}

i32 value(const Unit& unit, u8) { return memory<Memory>(unit).shown; }
bool moving(const Unit& unit) { return memory<Memory>(unit).shown != STOPPED; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, moving, never};

}  // namespace fw::rotor_driver
