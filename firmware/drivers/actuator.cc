// actuator: a linear drive on two outputs, driven for its travel time. Both outputs are never on together.
#include "core/driver.h"

namespace fw::actuator_driver {
namespace {

enum Motion : u8 { STOPPED, FORWARD_MOTION, REVERSE_MOTION };
enum Position : u8 { BETWEEN, LOW, HIGH };

struct Memory {
  u8 motion;      // driven, or about to be after the dead time
  u8 position;
  bool driving;   // an output is on
  bool was_off;   // `off_at` is an instant
  u32 off_at;     // when an output last went off
  u8 last;        // which direction that was
};

void outputs_off(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  hal::write(unit.pins[pin::FORWARD], 0);
  hal::write(unit.pins[pin::REVERSE], 0);
  if (m.driving) {
    m.last = m.motion;
    m.off_at = g.now;
    m.was_off = true;
  }
  m.driving = false;
}

void halt(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  outputs_off(unit);
  if (m.motion != STOPPED) changed(unit);
  m.motion = STOPPED;
  run_never(unit);
}

void energise(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  hal::write(unit.pins[m.motion == FORWARD_MOTION ? pin::FORWARD : pin::REVERSE], 1);
  m.driving = true;
  run_after(unit, (u32)unit.params[param::TRAVEL_MS]);
}

void drive(Unit& unit, u8 motion) {
  Memory& m = memory<Memory>(unit);
  outputs_off(unit);
  m.motion = motion;
  m.position = BETWEEN;
  changed(unit);
  const u32 ready_at = m.off_at + (u32)unit.params[param::DEAD_MS];
  if (m.was_off && m.last != motion && !reached(ready_at, g.now)) run_at(unit, ready_at);
  else energise(unit);
}

void drive_declared(Unit& unit, i32 direction) {
  if (direction == 0) halt(unit);
  else drive(unit, direction > 0 ? FORWARD_MOTION : REVERSE_MOTION);
}

void boot(Unit& unit) { drive_declared(unit, unit.params[param::BOOT_DIRECTION]); }
void safe(Unit& unit, SafeCause) { drive_declared(unit, unit.params[param::SAFE_DIRECTION]); }

Reason check(const Unit& unit, u8 v, const i32*) {
  return v != verb::STOP && memory<Memory>(unit).motion != STOPPED ? Reason::BUSY : Reason::NONE;
}

void start(Unit& unit, u8 v, const i32*) {
  if (v != verb::STOP) {
    drive(unit, v == verb::FORWARD ? FORWARD_MOTION : REVERSE_MOTION);
    return;
  }
  halt(unit);
  complete(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!take_due(unit)) return;
  if (!m.driving) {
    energise(unit);
    return;
  }
  m.position = m.motion == FORWARD_MOTION ? HIGH : LOW;
  halt(unit);
  complete(unit);
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::MOTION ? m.motion : m.position;
}
bool moving(const Unit& unit) { return memory<Memory>(unit).motion != STOPPED; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, moving, never};

}  // namespace fw::actuator_driver
