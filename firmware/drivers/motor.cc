// motor: one or two steppers between limit switches. Each axis stops at its own limit, at once, whatever anyone says.
#include "core/driver.h"

namespace fw::motor_driver {
namespace {

constexpr u8 AXES = 2;
enum Motion : u8 { STOPPED, FORWARD, REVERSE };
enum Position : u8 { BETWEEN, LOW, HIGH };

// The limit that an axis last reached, and the step count there. A dead limit cannot lead past the travel that is
// counted from it, wherever the motion began. Steps are lost in a stop between limits, so every limit counts anew.
struct Reference {
  u8 at;  // BETWEEN: none seen since boot
  i32 count;
};

struct Memory {
  u8 motion;
  u8 position;
  bool running[AXES];
  i32 end[AXES];  // step count at which the axis has gone as far as it may
  Reference seen[AXES];
  u32 timeout_at;
};

u8 step_pin(u8 axis) { return axis == 0 ? pin::STEP : pin::STEP2; }
u8 low_pin(u8 axis) { return axis == 0 ? pin::LOW : pin::LOW2; }
u8 high_pin(u8 axis) { return axis == 0 ? pin::HIGH : pin::HIGH2; }
bool has_axis(const Unit& unit, u8 axis) { return has_pin(unit, step_pin(axis)); }
bool at_limit(const Unit& unit, u8 role) {
  return has_pin(unit, role) && read_pin(unit, role) == unit.params[param::LIMIT_ACTIVE_LEVEL];
}
u8 target_pin(u8 motion, u8 axis) { return motion == FORWARD ? high_pin(axis) : low_pin(axis); }
i32 steps_of(const Unit& unit, u8 axis) { return read_pin(unit, step_pin(axis)); }

void see(Unit& unit, u8 axis, u8 at) { memory<Memory>(unit).seen[axis] = {at, steps_of(unit, axis)}; }

// At rest at one limit with none seen yet: that is where it is.
void see_first(Unit& unit, u8 axis) {
  if (memory<Memory>(unit).seen[axis].at != BETWEEN) return;
  const bool low = at_limit(unit, low_pin(axis));
  if (low != at_limit(unit, high_pin(axis))) see(unit, axis, low ? LOW : HIGH);
}

// The step count that the axis may not pass in its present motion.
i32 furthest(const Unit& unit, u8 axis) {
  const Memory& m = memory<Memory>(unit);
  const Reference& seen = m.seen[axis];
  const u8 target = m.motion == FORWARD ? HIGH : LOW;
  const i32 from = seen.at == BETWEEN ? steps_of(unit, axis) : seen.count;
  const i32 way = unit.params[seen.at == target ? param::OVERRUN_STEPS : param::MAX_STEPS];
  return add(from, m.motion == FORWARD ? way : -way);
}

void watch_limit(Unit& unit, u8 role) {
  if (!has_pin(unit, role)) return;
  const i32 level = read_pin(unit, role);
  watch(unit, role, level, level);
}

// Wakes on the next change of every limit, moving or not, and notes where the unit is.
void look(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  bool all_low = true;
  bool all_high = true;
  for (u8 axis = 0; axis < AXES; axis++) {
    if (!has_axis(unit, axis)) continue;
    watch_limit(unit, low_pin(axis));
    watch_limit(unit, high_pin(axis));
    if (m.motion == STOPPED) see_first(unit, axis);
    all_low = all_low && at_limit(unit, low_pin(axis));
    all_high = all_high && at_limit(unit, high_pin(axis));
  }
  const u8 position = all_low ? LOW : all_high ? HIGH : BETWEEN;
  if (position != m.position) changed(unit);
  m.position = position;
}

void halt(Unit& unit, u8 axis) {
  memory<Memory>(unit).running[axis] = false;
  hal::ramp(unit.pins[step_pin(axis)], 0, 0, 0);
}

void halt_all(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  for (u8 axis = 0; axis < AXES; axis++) {
    if (has_axis(unit, axis)) halt(unit, axis);
  }
  if (m.motion != STOPPED) changed(unit);
  m.motion = STOPPED;
  unit.ramping = false;
  run_never(unit);
}

// Both limits of one axis at once: one of them lies.
bool faulty(const Unit& unit) {
  for (u8 axis = 0; axis < AXES; axis++) {
    if (has_axis(unit, axis) && at_limit(unit, low_pin(axis)) && at_limit(unit, high_pin(axis))) return true;
  }
  return false;
}

// One of the limits lies, and nobody knows which: what was seen of them is worth nothing.
void forget(Unit& unit) {
  for (u8 axis = 0; axis < AXES; axis++) memory<Memory>(unit).seen[axis].at = BETWEEN;
}

void boot(Unit& unit) {
  halt_all(unit);
  look(unit);
  if (faulty(unit)) fault(unit, Reason::SENSOR_FAULT);
}

void safe(Unit& unit, SafeCause) { halt_all(unit); }

Reason check(const Unit& unit, u8 v, const i32*) {
  return v != verb::STOP && memory<Memory>(unit).motion != STOPPED ? Reason::BUSY : Reason::NONE;
}

// Stops what has arrived; completes when nothing runs any more.
void settle(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  bool any = false;
  bool ran_out = false;
  for (u8 axis = 0; axis < AXES; axis++) {
    if (!m.running[axis]) continue;
    if (at_limit(unit, target_pin(m.motion, axis))) {
      see(unit, axis, m.motion == FORWARD ? HIGH : LOW);
      halt(unit, axis);
    } else if (steps_of(unit, axis) == m.end[axis]) {
      ran_out = true;
    }
    any = any || m.running[axis];
  }
  if (ran_out || (any && reached(m.timeout_at, g.now))) {
    halt_all(unit);
    fail(unit, Reason::MOTION_TIMEOUT);
  } else if (!any) {
    halt_all(unit);
    complete(unit);
  }
}

// As far as the axis may go; an axis that has gone so far already has run out where it stands.
void drive(Unit& unit, u8 axis) {
  Memory& m = memory<Memory>(unit);
  const i32 count = steps_of(unit, axis);
  const i64 way = (i64)furthest(unit, axis) - count;
  const bool ahead = m.motion == FORWARD ? way > 0 : way < 0;
  const i32 steps = ahead ? (i32)clamp<i64>(way, -0x7fffffff, 0x7fffffff) : 0;
  m.end[axis] = count + steps;
  if (steps == 0) return;
  hal::ramp(unit.pins[step_pin(axis)], steps, unit.params[param::RATE_STEPS_PER_S], unit.params[param::ACCEL_STEPS_PER_S2]);
}

void start(Unit& unit, u8 v, const i32*) {
  Memory& m = memory<Memory>(unit);
  if (v == verb::STOP) {
    halt_all(unit);
    look(unit);
    complete(unit);
    return;
  }
  m.motion = v == verb::FORWARD ? FORWARD : REVERSE;
  m.timeout_at = g.now + (u32)unit.params[param::TIMEOUT_MS];
  for (u8 axis = 0; axis < AXES; axis++) {
    if (!has_axis(unit, axis)) continue;
    m.running[axis] = !at_limit(unit, target_pin(m.motion, axis));
    if (m.running[axis]) drive(unit, axis);
  }
  unit.ramping = true;
  run_at(unit, m.timeout_at);
  changed(unit);
  look(unit);
  settle(unit);
}

void run(Unit& unit) {
  look(unit);
  if (faulty(unit)) {
    forget(unit);
    fault(unit, Reason::SENSOR_FAULT);
    return;
  }
  if (memory<Memory>(unit).motion != STOPPED) settle(unit);
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::MOTION ? m.motion : m.position;
}
bool moving(const Unit& unit) { return memory<Memory>(unit).motion != STOPPED; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, moving, faulty};

}  // namespace fw::motor_driver
