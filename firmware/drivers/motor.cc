// motor: one or two steppers between limit switches. Each axis stops at its own limit, at once, whatever anyone says.
// Without a second stepper, the second pair of limits is redundant: either of a pair stops the axis, both say it is there.
#include "core/driver.h"

namespace fw::motor_driver {
namespace {

constexpr u8 AXES = 2;
constexpr i32 LEAST_SPEED_US = 50;  // a step's time; the highest rate that a table may name
constexpr i32 MOST_SPEED_US = 1'000'000;
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
  i32 rate;           // steps/s of the next motion
  bool arriving;      // at rest; completes when the redundant limit agrees
  bool disagreeing;   // two redundant limits do not agree; a fault at `agree_at`
  u32 agree_at;
};

u8 step_pin(u8 axis) { return axis == 0 ? pin::STEP : pin::STEP2; }
u8 low_pin(u8 axis) { return axis == 0 ? pin::LOW : pin::LOW2; }
u8 high_pin(u8 axis) { return axis == 0 ? pin::HIGH : pin::HIGH2; }
bool has_axis(const Unit& unit, u8 axis) { return has_pin(unit, step_pin(axis)); }
bool at_limit(const Unit& unit, u8 role) {
  return has_pin(unit, role) && read_pin(unit, role) == unit.params[param::LIMIT_ACTIVE_LEVEL];
}
bool redundant(const Unit& unit) { return !has_axis(unit, 1); }
// The axis has reached this end, by either of redundant limits.
bool at_low(const Unit& unit, u8 axis) {
  return at_limit(unit, low_pin(axis)) || (redundant(unit) && at_limit(unit, pin::LOW2));
}
bool at_high(const Unit& unit, u8 axis) {
  return at_limit(unit, high_pin(axis)) || (redundant(unit) && at_limit(unit, pin::HIGH2));
}
bool at_target(const Unit& unit, u8 axis) {
  return memory<Memory>(unit).motion == FORWARD ? at_high(unit, axis) : at_low(unit, axis);
}
bool pair_disagrees(const Unit& unit, u8 first, u8 second) {
  return has_pin(unit, second) && at_limit(unit, first) != at_limit(unit, second);
}
bool disagrees(const Unit& unit) {
  return redundant(unit) && (pair_disagrees(unit, pin::LOW, pin::LOW2) || pair_disagrees(unit, pin::HIGH, pin::HIGH2));
}
i32 steps_of(const Unit& unit, u8 axis) { return read_pin(unit, step_pin(axis)); }

void see(Unit& unit, u8 axis, u8 at) { memory<Memory>(unit).seen[axis] = {at, steps_of(unit, axis)}; }

// At rest at one limit with none seen yet: that is where it is.
void see_first(Unit& unit, u8 axis) {
  if (memory<Memory>(unit).seen[axis].at != BETWEEN) return;
  const bool low = at_low(unit, axis);
  if (low != at_high(unit, axis)) see(unit, axis, low ? LOW : HIGH);
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
    watch_limit(unit, low_pin(axis));
    watch_limit(unit, high_pin(axis));
    if (!has_axis(unit, axis)) continue;
    if (m.motion == STOPPED) see_first(unit, axis);
    all_low = all_low && at_low(unit, axis);
    all_high = all_high && at_high(unit, axis);
  }
  const bool apart = disagrees(unit);
  if (apart && !m.disagreeing) m.agree_at = g.now + (u32)unit.params[param::AGREE_MS];
  m.disagreeing = apart;
  const u8 position = apart ? BETWEEN : all_low ? LOW : all_high ? HIGH : BETWEEN;
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
  m.arriving = false;
  unit.ramping = false;
}

void schedule(Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  run_never(unit);
  if (m.motion != STOPPED) run_at(unit, m.timeout_at);
  if (m.disagreeing && !g.devices[unit.device].fault) run_by(unit, m.agree_at);
}

// Both ends of one axis at once: one of the limits lies.
bool contradicts(const Unit& unit) {
  for (u8 axis = 0; axis < AXES; axis++) {
    if (has_axis(unit, axis) && at_low(unit, axis) && at_high(unit, axis)) return true;
  }
  return false;
}

bool faulty(const Unit& unit) { return contradicts(unit) || disagrees(unit); }

// One of the limits lies, and nobody knows which: what was seen of them is worth nothing.
void forget(Unit& unit) {
  for (u8 axis = 0; axis < AXES; axis++) memory<Memory>(unit).seen[axis].at = BETWEEN;
}

void lies(Unit& unit) {
  forget(unit);
  fault(unit, Reason::SENSOR_FAULT);
}

void boot(Unit& unit) {
  memory<Memory>(unit).rate = unit.params[param::RATE_STEPS_PER_S];
  halt_all(unit);
  look(unit);
  if (contradicts(unit)) fault(unit, Reason::SENSOR_FAULT);
  schedule(unit);
}

void safe(Unit& unit, SafeCause) {
  halt_all(unit);
  schedule(unit);
}

Reason check(const Unit& unit, u8 v, const i32* args) {
  if (v == verb::SET_SPEED_US && (args[0] < LEAST_SPEED_US || args[0] > MOST_SPEED_US)) return Reason::INVALID_PARAMS;
  return v != verb::STOP && memory<Memory>(unit).motion != STOPPED ? Reason::BUSY : Reason::NONE;
}

// The limit shows although the axis cannot have come so far from the other one.
bool too_soon(const Unit& unit, u8 axis) {
  const Memory& m = memory<Memory>(unit);
  const Reference& seen = m.seen[axis];
  if (seen.at != (m.motion == FORWARD ? LOW : HIGH)) return false;
  return distance(steps_of(unit, axis), seen.count) < unit.params[param::MIN_STEPS];
}

// Stops what has arrived; completes when nothing runs any more and redundant limits agree.
void settle(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  bool any = false;
  bool ran_out = false;
  for (u8 axis = 0; axis < AXES; axis++) {
    if (!m.running[axis]) continue;
    if (at_target(unit, axis)) {
      halt(unit, axis);
      if (too_soon(unit, axis)) return lies(unit);
      see(unit, axis, m.motion == FORWARD ? HIGH : LOW);
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
    m.arriving = m.disagreeing;
    if (!m.arriving) complete(unit);
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
  hal::ramp(unit.pins[step_pin(axis)], steps, m.rate, unit.params[param::ACCEL_STEPS_PER_S2]);
}

void move(Unit& unit, u8 v) {
  Memory& m = memory<Memory>(unit);
  m.motion = v == verb::FORWARD ? FORWARD : REVERSE;
  m.timeout_at = g.now + (u32)unit.params[param::TIMEOUT_MS];
  for (u8 axis = 0; axis < AXES; axis++) {
    if (!has_axis(unit, axis)) continue;
    m.running[axis] = !at_target(unit, axis);
    if (!m.running[axis] && too_soon(unit, axis)) return lies(unit);
    if (m.running[axis]) drive(unit, axis);
  }
  m.arriving = false;
  unit.ramping = true;
  changed(unit);
  look(unit);
  settle(unit);
}

void start(Unit& unit, u8 v, const i32* args) {
  if (v == verb::FORWARD || v == verb::REVERSE) {
    move(unit, v);
  } else if (v == verb::STOP) {
    halt_all(unit);
    look(unit);
    complete(unit);
  } else {
    memory<Memory>(unit).rate = 1'000'000 / args[0];
    complete(unit);
  }
  schedule(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  look(unit);
  if (contradicts(unit) || (m.disagreeing && reached(m.agree_at, g.now))) {
    lies(unit);
  } else if (m.motion != STOPPED) {
    settle(unit);
  } else if (m.arriving && !m.disagreeing) {
    m.arriving = false;
    complete(unit);
  }
  schedule(unit);
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::MOTION ? m.motion : m.position;
}
bool moving(const Unit& unit) { return memory<Memory>(unit).motion != STOPPED; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, moving, faulty};

}  // namespace fw::motor_driver
