#include "core/execute.h"

#include "core/driver.h"
#include "core/number.h"
#include "core/publisher.h"
#include "core/safety.h"

namespace fw {
namespace {

bool word_value(const Parameter& parameter, Text word, i32& value) {
  for (u32 i = parameter.first_word; i < (u32)parameter.first_word + parameter.word_count; i++) {
    if (!equal(g.words[i].name, word)) continue;
    value = g.words[i].value;
    return true;
  }
  return false;
}

// "#rrggbb" in lower case, as states spell colours.
bool color_value(Text word, i32& value) {
  if (word.len != 7 || word.at[0] != '#') return false;
  value = 0;
  for (u32 i = 1; i < word.len; i++) {
    const char c = word.at[i];
    const bool digit = c >= '0' && c <= '9';
    if (!digit && (c < 'a' || c > 'f')) return false;
    value = value << 4 | (digit ? c - '0' : c - 'a' + 10);
  }
  return true;
}

bool number_value(const Parameter& parameter, Text number, i32& value) {
  const Decimal d = decimal(number);
  if (d.thousandths < parameter.minimum || d.thousandths > parameter.maximum) return false;
  const bool beyond = d.cut && (d.negative ? d.thousandths == parameter.minimum : d.thousandths == parameter.maximum);
  value = (i32)d.thousandths;
  return !beyond;
}

bool parameter_value(JsonDocument& document, const Parameter& parameter, const JsonKey* given, i32& value) {
  if (given == nullptr) {
    value = parameter.fallback;
    return parameter.has_fallback;
  }
  switch (parameter.type) {
    case ParameterType::INTEGER:
      if (given->type != Json::NUMBER || !signed_integer(given->value, value)) return false;
      return value >= parameter.minimum && value <= parameter.maximum;
    case ParameterType::NUMBER: return given->type == Json::NUMBER && number_value(parameter, given->value, value);
    case ParameterType::BOOLEAN:
      value = given->type == Json::TRUE;
      return value != 0 || given->type == Json::FALSE;
    case ParameterType::COLOR:
      if (given->type == Json::STRING && color_value(document.string_of(*given), value)) return true;
      [[fallthrough]];
    case ParameterType::ENUM: return given->type == Json::STRING && word_value(parameter, document.string_of(*given), value);
  }
  return false;
}

u32 members(JsonDocument& document, u32 object) {
  u32 count = 0;
  for (u32 i = 0; i < document.key_count; i++) count += document.keys[i].inside == object;
  return count;
}

bool read_arguments(JsonDocument& document, u32 object, Execution& into) {
  const Operation& operation = *into.operation;
  u32 used = 1;  // op itself
  i32 values[16] = {};
  for (u32 i = 0; i < operation.parameter_count; i++) {
    const Parameter& parameter = g.parameters[operation.first_parameter + i];
    const JsonKey* given = document.find(object, parameter.name);
    if (!parameter_value(document, parameter, given, values[i])) return false;
    used += given != nullptr;
  }
  if (members(document, object) != used) return false;
  for (u32 i = 0; i < operation.argument_count; i++) {
    const i32 given = operation.arguments[i];
    into.arguments[i] = (operation.from_parameter >> i & 1) != 0 ? values[given] : given;
  }
  into.first_target = operation.first_target;
  into.target_count = operation.target_count;
  if (operation.select != NO_SELECT) {
    const Parameter& parameter = g.parameters[operation.first_parameter + operation.select];
    into.first_target = (u16)(operation.first_target + (values[operation.select] - parameter.minimum));
    into.target_count = 1;
  }
  return true;
}

const Operation* find_operation(const Device& device, Text name) {
  for (u32 i = device.first_operation; i < (u32)device.first_operation + device.operation_count; i++) {
    if (equal(g.operations[i].name, name)) return &g.operations[i];
  }
  return nullptr;
}

bool blocked(const Device& device) { return device_safety(device).kind != Safety::SAFE; }

Reason prepare_common(const Device& device, JsonDocument& document, u32 object, Execution& into) {
  const bool reset = into.common_code == CommonOperation::RESET_SAFETY;
  if (!reset && !device.commissioning) return Reason::INVALID_PARAMS;
  if (into.common_code == CommonOperation::SET_POWER_LED) {
    const JsonKey* on = document.find(object, text("on"));
    if (g.led_pin == NO_PIN || on == nullptr || members(document, object) != 2) return Reason::INVALID_PARAMS;
    if (on->type != Json::TRUE && on->type != Json::FALSE) return Reason::INVALID_PARAMS;
    into.common_argument = on->type == Json::TRUE;
    return blocked(device) ? Reason::SAFETY_BLOCKED : Reason::NONE;
  }
  if (members(document, object) != 1) return Reason::INVALID_PARAMS;
  return reset && !safety_can_reset(device) ? Reason::SAFETY_BLOCKED : Reason::NONE;
}

// Of an Execution or a Pending.
template <class Targets>
Unit& target(const Targets& targets, u32 index) {
  return g.units[g.targets[targets.first_target + index]];
}

void acknowledge(const Pending& pending, Status status, Reason reason) {
  Device& device = g.devices[pending.device];
  if (pending.cache_slot < limit::IDEMPOTENCY_ENTRIES) {
    device.remembered[pending.cache_slot].status = status;
    device.remembered[pending.cache_slot].reason = reason;
  }
  if (device.dirty) publish_state(device);
  publish_ack(device, {pending.command_id, ID_TEXT}, {pending.correlation_id, ID_TEXT}, status, reason);
}

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

Reason check_targets(const Device& device, const Execution& execution) {
  bool busy = false;
  bool held = blocked(device);
  for (u32 i = 0; i < execution.target_count; i++) {
    const Unit& unit = target(execution, i);
    const Reason reason = driver_of(unit).check(unit, execution.operation->verb, execution.arguments);
    if (reason == Reason::INVALID_PARAMS) return reason;
    busy = busy || reason == Reason::BUSY;
    held = held || blocked(g.devices[unit.device]);
  }
  return held ? Reason::SAFETY_BLOCKED : busy ? Reason::BUSY : Reason::NONE;
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

void execute_common(Device& device, const Execution& execution) {
  switch (execution.common_code) {
    case CommonOperation::RESET_SAFETY: safety_reset(device); break;
    case CommonOperation::REQUEST_STATUS: mark_dirty(device); break;
    case CommonOperation::NOOP: break;
    case CommonOperation::SET_POWER_LED: hal::write(g.led_pin, execution.common_argument); break;
  }
}

}  // namespace

Reason prepare(const Device& device, JsonDocument& document, u32 object, Text name, Execution& into) {
  into.operation = find_operation(device, name);
  if (into.operation == nullptr) {
    for (const CommonOperationName& common : COMMON_OPERATIONS) {
      if (!equal(common.name, name)) continue;
      into.common = true;
      into.common_code = common.code;
      return prepare_common(device, document, object, into);
    }
    return Reason::INVALID_PARAMS;
  }
  return read_arguments(document, object, into) ? check_targets(device, into) : Reason::INVALID_PARAMS;
}

void execute(Device& device, const Execution& execution, Text command_id, Text correlation_id, u8 slot) {
  Pending pending{};
  pending.device = (u8)(&device - g.devices);
  pending.cache_slot = slot;
  copy(pending.command_id, command_id.at, ID_TEXT);
  copy(pending.correlation_id, correlation_id.at, ID_TEXT);
  if (execution.common) {
    execute_common(device, execution);
    acknowledge(pending, Status::COMPLETED, Reason::NONE);
    return;
  }
  pending.active = true;
  pending.operation = (u16)(execution.operation - g.operations);
  pending.first_target = execution.first_target;
  pending.target_count = execution.target_count;
  pending.next_at = g.now;
  copy(pending.arguments, execution.arguments, sizeof pending.arguments);
  for (u32 i = 0; i < pending.target_count; i++) interrupt(target(pending, i), Reason::BUSY);
  u8 index = 0;
  while (g.pendings[index].active) index++;  // one is free: its units are bound to none
  g.pendings[index] = pending;
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
