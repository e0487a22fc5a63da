// controller: verbs over all units of the controller at once.
#include "core/driver.h"
#include "core/safety.h"

namespace fw::controller_driver {
namespace {

constexpr u32 SETTLE_MS = 200;  // relays and locks have switched by then

void boot(Unit&) {}
void safe(Unit& unit, SafeCause) { run_never(unit); }

// A boot state may move a motor's load only when nothing moves now.
Reason check(const Unit&, u8 v, const i32*) {
  if (v != verb::RESET) return Reason::NONE;
  for (u32 i = 0; i < g.unit_count; i++) {
    if (driver_of(g.units[i]).moving(g.units[i])) return Reason::BUSY;
  }
  return Reason::NONE;
}

void lock_all() {
  for (u32 i = 0; i < g.unit_count; i++) {
    Unit& other = g.units[i];
    // A latched device keeps its safe state: a lock may have been let go for egress.
    if (other.driver != DriverCode::LOCK || device_safety(g.devices[other.device]).kind != Safety::SAFE) continue;
    interrupt(other, Reason::BUSY);
    driver_of(other).start(other, lock_driver::verb::LOCK, nullptr);
  }
}

void boot_all(const Unit& self) {
  for (u32 i = 0; i < g.unit_count; i++) {
    Unit& other = g.units[i];
    if (&other == &self || device_safety(g.devices[other.device]).kind != Safety::SAFE) continue;
    interrupt(other, Reason::BUSY);
    driver_of(other).boot(other);
    changed(other);
  }
}

void safe_all(const Unit& self) {
  for (u32 i = 0; i < g.unit_count; i++) {
    Unit& other = g.units[i];
    if (&other == &self) continue;
    driver_of(other).safe(other, SafeCause::LATCHED);
    interrupt(other, Reason::BUSY);
    changed(other);
  }
}

void start(Unit& unit, u8 v, const i32*) {
  if (v == verb::ALL_SAFE) safe_all(unit);
  else if (v == verb::ALL_LOCK) lock_all();
  else boot_all(unit);
  run_after(unit, SETTLE_MS);
}

void run(Unit& unit) {
  if (take_due(unit)) complete(unit);
}

i32 value(const Unit&, u8) { return 0; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, never, never};

}  // namespace fw::controller_driver
