#include "core/pending.h"

#include "core/driver.h"
#include "core/publisher.h"

namespace fw {
namespace {

// The end of a command: its units are free, and whoever reads the acknowledgement has read their states before.
void settle(u8 index, Status status, Reason reason) {
  Pending& pending = g.pendings[index];
  pending.active = false;
  for (u32 i = 0; i < pending.target_count; i++) {
    Unit& unit = target(pending, i);
    if (unit.pending == index) unit.pending = NO_PENDING, unit.commanded = false;
    if (g.devices[unit.device].dirty) publish_state(g.devices[unit.device]);
  }
  if (reason != Reason::NONE && reason != Reason::BUSY && reason != Reason::SAFETY_BLOCKED) g.last_error = reason;
  acknowledge(pending, status, reason);
}

// Starts one target after the other: all at once, or those whose instant has come. What happened since the command was
// accepted is looked at again; a driver may end the command from within.
void start_targets(u8 index) {
  Pending& pending = g.pendings[index];
  const Operation& operation = g.operations[pending.operation];
  while (pending.active && pending.started < pending.target_count && reached(pending.next_at, g.now)) {
    Unit& unit = target(pending, pending.started);
    const Device& owner = g.devices[pending.device];
    const bool held = blocked(owner) || blocked(g.devices[unit.device]);
    const Reason reason = held ? Reason::SAFETY_BLOCKED : driver_of(unit).check(unit, operation.verb, pending.arguments);
    if (reason != Reason::NONE) return settle(index, Status::FAILED, reason);
    pending.started++;
    pending.next_at = g.now + operation.stagger_ms;
    unit.commanded = true;
    driver_of(unit).start(unit, operation.verb, pending.arguments);
  }
}

bool has_more(const Pending& pending) { return pending.active && pending.started < pending.target_count; }

}  // namespace

void acknowledge(const Pending& pending, Status status, Reason reason) {
  Device& device = g.devices[pending.device];
  if (pending.cache_slot < limit::IDEMPOTENCY_ENTRIES) {
    device.remembered[pending.cache_slot].status = status;
    device.remembered[pending.cache_slot].reason = reason;
  }
  if (device.dirty) publish_state(device);
  publish_ack(device, {pending.command_id, ID_TEXT}, {pending.correlation_id, ID_TEXT}, status, reason);
}

void begin_pending(const Pending& command) {
  for (u32 i = 0; i < command.target_count; i++) interrupt(target(command, i), Reason::BUSY);
  u8 index = 0;
  while (g.pendings[index].active) index++;  // one is free: its units are bound to none
  Pending& pending = g.pendings[index];
  pending = command;
  pending.active = true;
  pending.next_at = g.now;
  for (u32 i = 0; i < pending.target_count; i++) target(pending, i).pending = index;
  start_targets(index);
  g.starts_waiting = true;
}

void start_due() {
  if (!g.starts_waiting) return;
  for (u8 i = 0; i < PENDINGS; i++) {
    if (has_more(g.pendings[i])) start_targets(i);
  }
}

void end_blocked() {
  for (u8 i = 0; i < PENDINGS; i++) {
    const Pending& pending = g.pendings[i];
    if (!has_more(pending)) continue;
    bool held = blocked(g.devices[pending.device]);
    for (u32 t = pending.started; t < pending.target_count; t++) held = held || blocked(g.devices[target(pending, t).device]);
    if (held) settle(i, Status::FAILED, Reason::SAFETY_BLOCKED);
  }
}

u32 next_start(u32 soonest) {
  if (!g.starts_waiting) return soonest;
  g.starts_waiting = false;
  for (const Pending& pending : g.pendings) {
    if (!has_more(pending)) continue;
    g.starts_waiting = true;
    soonest = least(soonest, (u32)most(until(pending.next_at, g.now), 0));
  }
  return soonest;
}

void complete(Unit& unit) {
  if (!unit.commanded) return;
  const u8 index = unit.pending;
  Pending& pending = g.pendings[index];
  unit.commanded = false;  // it stays bound: a newer command on it still ends the operation
  pending.completed++;
  if (pending.completed == pending.target_count) settle(index, Status::COMPLETED, Reason::NONE);
}

void fail(Unit& unit, Reason reason) {
  if (unit.commanded) settle(unit.pending, Status::FAILED, reason);
}

void interrupt(Unit& unit, Reason reason) {
  if (unit.pending != NO_PENDING) settle(unit.pending, Status::FAILED, reason);
}

}  // namespace fw
