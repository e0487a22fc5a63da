// What a driver is, and what the core does for it. One file a driver in firmware/drivers; the recipe is in its README.
#pragma once
#include "core/model.h"
#include "hal/hal.h"

namespace fw {

// Why a unit is driven to a safe state.
enum class SafeCause : u8 {
  LATCHED,       // E_STOP or FAULT
  ENGINE_SILENT  // the engine's heartbeat is lost: safe idle
};

struct Driver {
  // Drives the unit's boot state and starts its watches.
  void (*boot)(Unit&);
  // Drives the unit's safe state; never starts a motion that the table does not declare safe.
  void (*safe)(Unit&, SafeCause);
  // Whether a verb may start now: Reason::NONE, INVALID_PARAMS or BUSY. Changes nothing.
  Reason (*check)(const Unit&, u8 verb, const i32* args);
  // Starts a verb that passed the check. Ends, now or later, with complete() or fail().
  void (*start)(Unit&, u8 verb, const i32* args);
  // Called when the unit's instant has come, a watched pin left its window, or (while ramping) on every wake.
  void (*run)(Unit&);
  // The present value of a published property.
  i32 (*property)(const Unit&, u8 index);
  // A motion is under way.
  bool (*moving)(const Unit&);
  // The cause of a fault that this unit raised persists.
  bool (*faulty)(const Unit&);
};

// The driver of a unit; every code of the table has one.
const Driver& driver_of(const Unit& unit);

// Asks for run() after `ms`, or at an instant. A unit has one instant; the last call counts.
inline void run_at(Unit& unit, u32 instant) { unit.armed = true, unit.due = instant, g.timers_stale = true; }
inline void run_after(Unit& unit, u32 ms) { run_at(unit, g.now + ms); }
// As run_at, unless it is to run sooner.
inline void run_by(Unit& unit, u32 instant) {
  if (!unit.armed || until(instant, unit.due) < 0) run_at(unit, instant);
}
inline void run_never(Unit& unit) { unit.armed = false, g.timers_stale = true; }
// The unit's instant has come; takes it back.
inline bool take_due(Unit& unit) {
  if (!unit.armed || !reached(unit.due, g.now)) return false;
  run_never(unit);
  return true;
}

// `instant` is still to come. `span`: how far ahead it was when it was set, at most; an instant of long ago, which the
// clock's wrap has put ahead again, does not count.
inline bool awaits(u32 instant, i32 span) { return until(instant, g.now) > 0 && until(instant, g.now) <= span; }

// How long a load rests. One with a cap for 1 ms at least: switched off and on in one instant it would never have been off.
inline i32 rest_of(i32 rest_ms, i32 cap_ms) { return most(rest_ms, cap_ms > 0 ? 1 : 0); }

// Asks for run() when the pin of that role leaves low..high. Holds until set again.
void watch(Unit& unit, u8 role, i32 low, i32 high);
void watch_end(Unit& unit, u8 role);

// The unit's published properties have changed.
inline void changed(const Unit& unit) { mark_dirty(g.devices[unit.device]); }
// The command under way was observed to have its effect; without one nothing happens.
void complete(Unit& unit);
// The command under way cannot finish.
void fail(Unit& unit, Reason reason);
// Ends the command that the unit is bound to, also one that has not started here yet: the core's word, not the driver's.
void interrupt(Unit& unit, Reason reason);
// The device can no longer be trusted: its units go to their safe states, latched until reset_safety.
void fault(Unit& unit, Reason reason);

inline bool has_pin(const Unit& unit, u8 role) { return unit.pins[role] != NO_PIN; }
inline i32 read_pin(const Unit& unit, u8 role) { return hal::read(unit.pins[role]); }

}  // namespace fw
