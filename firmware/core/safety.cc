#include "core/safety.h"

#include "core/pending.h"

namespace fw {
namespace {

constexpr u32 LATCH_SLOT = 3;
constexpr u8 LATCH_MARK = 0xa5;

// Mark, E-stop, fault mask, and the mask's complement, so that a torn write reads as corrupt.
struct LatchRecord {
  u8 mark;
  u8 estop;
  u8 estop_complement;
  u8 reserved;
  u32 faults;
  u32 faults_complement;
};

u32 fault_mask() {
  u32 mask = 0;
  for (u32 i = 0; i < g.device_count; i++) mask |= (u32)g.devices[i].fault << i;
  return mask;
}

void latch_store() {
  const u8 estop = g.estop_latched;
  const u32 faults = fault_mask();
  const LatchRecord record{LATCH_MARK, estop, (u8)~estop, 0, faults, ~faults};
  if (hal::store_write(LATCH_SLOT, &record, sizeof record) != 1) g.last_error = Reason::INTERNAL_ERROR;
}

void drive_safe(Device& device, SafeCause cause) {
  for (u32 u = device.first_unit; u < (u32)device.first_unit + device.unit_count; u++) {
    Unit& unit = g.units[u];
    driver_of(unit).safe(unit, cause);
    interrupt(unit, Reason::SAFETY_BLOCKED);
  }
  mark_dirty(device);
}

void all_dirty() {
  for (u32 i = 0; i < g.device_count; i++) mark_dirty(g.devices[i]);
}

void latch_estop() {
  g.estop_latched = true;
  for (u32 i = 0; i < g.device_count; i++) {
    if (g.devices[i].critical) drive_safe(g.devices[i], SafeCause::LATCHED);
  }
  end_blocked();
  latch_store();
  all_dirty();
}

bool estop_open() { return hal::read(g.estop_pin) == 0; }

// Wakes on the next change of the chain, whichever way it goes.
void watch_estop() {
  g.estop_open = estop_open();
  if (g.estop_open) hal::watch(g.estop_pin, 0, 0);
  else hal::watch(g.estop_pin, 1, 0x7fffffff);
}

}  // namespace

SafetyState device_safety(const Device& device) {
  if (g.estop_latched) return {Safety::E_STOP, true, g.estop_open ? text("ESTOP_OPEN") : text("ESTOP_LATCHED")};
  if (device.fault) return {Safety::FAULT, true, REASON_NAMES[(u8)device.fault_reason]};
  if (g.engine_silent) return {Safety::BLOCKED, false, text("ENGINE_SILENT")};
  return {Safety::SAFE, false, {}};
}

SafetyState controller_safety() {
  if (!g.table_ok) return {Safety::FAULT, true, text("BAD_TABLE")};
  const Device* worst = &g.devices[0];
  for (u32 i = 1; i < g.device_count && !worst->fault; i++) {
    if (g.devices[i].fault) worst = &g.devices[i];
  }
  return device_safety(*worst);  // all else is the same for all of them
}

void safety_load() {
  LatchRecord record{};
  const u32 bytes = hal::store_read(LATCH_SLOT, &record, sizeof record);
  if (bytes == 0 && g.boot_count == 1) {
    latch_store();
    return;
  }
  const bool whole = bytes == sizeof record && record.mark == LATCH_MARK && (u8)~record.estop == record.estop_complement &&
                     ~record.faults == record.faults_complement;
  g.estop_latched = !whole || record.estop != 0;
  for (u32 i = 0; i < g.device_count && whole; i++) {
    g.devices[i].fault = record.faults >> i & 1;
    g.devices[i].fault_reason = Reason::SENSOR_FAULT;
  }
}

void safety_boot() {
  watch_estop();
  if (g.estop_open && !g.estop_latched) g.estop_latched = true, latch_store();
  for (u32 i = 0; i < g.device_count; i++) {
    Device& device = g.devices[i];
    if ((g.estop_latched && device.critical) || device.fault) drive_safe(device, SafeCause::LATCHED);
  }
  g.engine_due = g.now + g.engine_limit_ms;
}

// A released chain changes nothing but what is said: the latch stays, and people see that it can be reset.
void safety_look() {
  if (!g.table_ok || estop_open() == g.estop_open) return;
  watch_estop();
  if (g.estop_open && !g.estop_latched) latch_estop();
  else if (g.estop_latched) all_dirty();
}

void engine_heard() {
  g.engine_due = g.now + g.engine_limit_ms;
  if (!g.engine_silent) return;
  g.engine_silent = false;
  all_dirty();
}

void drive_all_safe(SafeCause cause) {
  for (u32 i = 0; i < g.device_count; i++) drive_safe(g.devices[i], cause);
}

void engine_check() {
  if (g.engine_silent || !reached(g.engine_due, g.now)) return;
  g.engine_silent = true;
  for (u32 i = 0; i < g.device_count; i++) {
    const Device& device = g.devices[i];
    const bool latched = device.fault || (g.estop_latched && device.critical);
    if (!latched) drive_safe(g.devices[i], SafeCause::ENGINE_SILENT);
  }
  end_blocked();
  all_dirty();
}

bool safety_can_reset(const Device& device) {
  if (g.estop_latched && estop_open()) return false;
  if (!device.fault) return true;
  for (u32 u = device.first_unit; u < (u32)device.first_unit + device.unit_count; u++) {
    if (driver_of(g.units[u]).faulty(g.units[u])) return false;
  }
  return true;
}

void safety_reset(Device& device) {
  if (!g.estop_latched && !device.fault) return;
  g.estop_latched = false;
  device.fault = false;
  g.last_error = Reason::NONE;
  hal::watch(g.estop_pin, 1, 0x7fffffff);
  latch_store();
  all_dirty();
}

void fault(Unit& unit, Reason reason) {
  Device& device = g.devices[unit.device];
  driver_of(unit).safe(unit, SafeCause::LATCHED);
  g.last_error = reason;
  if (!device.fault) {
    device.fault = true;
    device.fault_reason = reason;
    mark_dirty(device);
    latch_store();
  }
  interrupt(unit, reason);
  drive_safe(device, SafeCause::LATCHED);
  end_blocked();
}

}  // namespace fw
