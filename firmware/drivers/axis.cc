// axis: a free stepper that is sent to positions.
#include "core/driver.h"

namespace fw::axis_driver {
namespace {

constexpr i32 LEAST_SPEED_US = 200;  // a step's time; faster loses steps
constexpr i32 MOST_SPEED_US = 1'000'000;

struct Memory {
  bool moving;
  i32 target;
  i32 rate;
};

void halt(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  hal::ramp(unit.pins[pin::STEP], 0, 0, 0);
  if (m.moving) changed(unit);
  m.moving = false;
  unit.ramping = false;
}

void boot(Unit& unit) {
  halt(unit);
  memory<Memory>(unit).rate = unit.params[param::RATE_STEPS_PER_S];
}
void safe(Unit& unit, SafeCause) { halt(unit); }

Reason check(const Unit& unit, u8 v, const i32* args) {
  if (v == verb::SET_SPEED_US && (args[0] < LEAST_SPEED_US || args[0] > MOST_SPEED_US)) return Reason::INVALID_PARAMS;
  const bool moves = v == verb::MOVE_TO || v == verb::MOVE_BY;
  return moves && memory<Memory>(unit).moving ? Reason::BUSY : Reason::NONE;
}

void begin(Unit& unit, i32 target) {
  Memory& m = memory<Memory>(unit);
  const i64 way = (i64)target - read_pin(unit, pin::STEP);
  if (way == 0 || way > 0x7fffffff || way < -0x7fffffff) {
    if (way == 0) complete(unit);
    else fail(unit, Reason::INVALID_PARAMS);
    return;
  }
  m.target = target;
  m.moving = true;
  unit.ramping = true;
  changed(unit);
  hal::ramp(unit.pins[pin::STEP], (i32)way, m.rate, unit.params[param::ACCEL_STEPS_PER_S2]);
}

void start(Unit& unit, u8 v, const i32* args) {
  Memory& m = memory<Memory>(unit);
  switch (v) {
    case verb::MOVE_TO: begin(unit, args[0]); return;
    case verb::MOVE_BY: begin(unit, add(read_pin(unit, pin::STEP), args[0])); return;
    case verb::STOP: halt(unit); break;
    case verb::SET_SPEED_US: m.rate = 1'000'000 / args[0]; break;
  }
  complete(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!m.moving || read_pin(unit, pin::STEP) != m.target) return;
  m.moving = false;
  unit.ramping = false;
  changed(unit);
  complete(unit);
}

i32 value(const Unit& unit, u8 index) {
  return index == property::MOVING ? memory<Memory>(unit).moving : read_pin(unit, pin::STEP);
}
bool moving(const Unit& unit) { return memory<Memory>(unit).moving; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, moving, never};

}  // namespace fw::axis_driver
