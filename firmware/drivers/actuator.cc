// actuator: a linear drive on two outputs, driven for its travel time or until its end contact shows. Both outputs are
// never on together.
#include "core/driver.h"

namespace fw::actuator_driver {
namespace {

enum Motion : u8 { STOPPED, FORWARD_MOTION, REVERSE_MOTION };
enum Position : u8 { BETWEEN, AT_LOW, AT_HIGH };

struct Memory {
  u8 motion;      // driven, or about to be after the dead time
  u8 position;
  bool driving;   // an output is on
  bool was_off;   // `off_at` is an instant
  u32 off_at;     // when an output last went off
  u8 last;        // which direction that was
};

u8 target_pin(u8 motion) { return motion == FORWARD_MOTION ? pin::HIGH : pin::LOW; }
u8 target_position(u8 motion) { return motion == FORWARD_MOTION ? AT_HIGH : AT_LOW; }
bool at_end(const Unit& unit, u8 role) {
  return has_pin(unit, role) && read_pin(unit, role) == unit.params[param::LIMIT_ACTIVE_LEVEL];
}

// Both end contacts at once: one of them lies.
bool faulty(const Unit& unit) { return at_end(unit, pin::LOW) && at_end(unit, pin::HIGH); }

void set_position(Unit& unit, u8 position) {
  Memory& m = memory<Memory>(unit);
  if (m.position != position) changed(unit);
  m.position = position;
}

// What an end contact says goes before what the travel time has made believe.
void look_at(Unit& unit, u8 role, u8 position) {
  if (!has_pin(unit, role)) return;
  const i32 level = read_pin(unit, role);
  watch(unit, role, level, level);
  if (at_end(unit, role)) set_position(unit, position);
  else if (memory<Memory>(unit).position == position) set_position(unit, BETWEEN);
}

void look(Unit& unit) {
  look_at(unit, pin::LOW, AT_LOW);
  look_at(unit, pin::HIGH, AT_HIGH);
}

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

// A drive whose end contact shows already is where it should be.
void drive(Unit& unit, u8 motion) {
  Memory& m = memory<Memory>(unit);
  outputs_off(unit);
  if (at_end(unit, target_pin(motion))) {
    halt(unit);
    return;
  }
  m.motion = motion;
  m.position = BETWEEN;
  look(unit);
  changed(unit);
  const u32 ready_at = m.off_at + (u32)unit.params[param::DEAD_MS];
  if (m.was_off && m.last != motion && awaits(ready_at, unit.params[param::DEAD_MS])) run_at(unit, ready_at);
  else energise(unit);
}

void drive_declared(Unit& unit, i32 direction) {
  if (direction == 0) halt(unit);
  else drive(unit, direction > 0 ? FORWARD_MOTION : REVERSE_MOTION);
}

void boot(Unit& unit) {
  drive_declared(unit, unit.params[param::BOOT_DIRECTION]);
  look(unit);
  if (faulty(unit)) fault(unit, Reason::SENSOR_FAULT);
}
void safe(Unit& unit, SafeCause) { drive_declared(unit, unit.params[param::SAFE_DIRECTION]); }

Reason check(const Unit& unit, u8 v, const i32*) {
  return v != verb::STOP && memory<Memory>(unit).motion != STOPPED ? Reason::BUSY : Reason::NONE;
}

void start(Unit& unit, u8 v, const i32*) {
  if (v == verb::STOP) halt(unit);
  else drive(unit, v == verb::FORWARD ? FORWARD_MOTION : REVERSE_MOTION);
  if (memory<Memory>(unit).motion == STOPPED) complete(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  look(unit);
  const bool lies = faulty(unit);
  if (lies && !g.devices[unit.device].fault) {
    fault(unit, Reason::SENSOR_FAULT);
    return;
  }
  if (m.motion == STOPPED) return;
  if (at_end(unit, target_pin(m.motion))) {
    halt(unit);
    complete(unit);
    return;
  }
  if (!take_due(unit)) return;
  if (!m.driving) {
    energise(unit);
    return;
  }
  const bool senses = has_pin(unit, target_pin(m.motion));
  const u8 reached_end = target_position(m.motion);
  halt(unit);
  if (senses) {
    fail(unit, Reason::MOTION_TIMEOUT);
    return;
  }
  set_position(unit, reached_end);
  complete(unit);
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::MOTION ? m.motion : m.position;
}
bool moving(const Unit& unit) { return memory<Memory>(unit).motion != STOPPED; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, moving, faulty};

}  // namespace fw::actuator_driver
