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
    case ParameterType::ENUM: return given->type == Json::STRING && word_value(parameter, document.string_of(*given), value);
  }
  return false;
}

u32 members(JsonDocument& document, u32 object) {
  u32 count = 0;
  for (u32 i = 0; i < document.key_count; i++) count += document.keys[i].inside == object;
  return count;
}

bool read_arguments(JsonDocument& document, u32 object, const Operation& operation, i32* arguments) {
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
    const Argument& argument = operation.arguments[i];
    arguments[i] = argument.from_parameter ? values[argument.value] : argument.value;
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

void settle(Pending& pending, Status status, Reason reason) {
  pending.active = false;
  Device& device = g.devices[pending.device];
  if (pending.cache_slot < limit::IDEMPOTENCY_ENTRIES) {
    device.remembered[pending.cache_slot].status = status;
    device.remembered[pending.cache_slot].reason = reason;
  }
  if (device.dirty) publish_state(device);
  publish_ack(device, {pending.command_id, ID_TEXT}, {pending.correlation_id, ID_TEXT}, status, reason);
}

void execute_common(Device& device, const Execution& execution) {
  switch (execution.common_code) {
    case CommonOperation::RESET_SAFETY: safety_reset(device); break;
    case CommonOperation::REQUEST_STATUS: device.dirty = true; break;
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
  const Operation& operation = *into.operation;
  if (!read_arguments(document, object, operation, into.arguments)) return Reason::INVALID_PARAMS;
  const Unit& unit = g.units[operation.unit];
  const Reason reason = driver_of(unit).check(unit, operation.verb, into.arguments);
  if (reason == Reason::INVALID_PARAMS) return reason;
  return blocked(device) ? Reason::SAFETY_BLOCKED : reason;
}

void execute(Device& device, const Execution& execution, Text command_id, Text correlation_id, u8 slot) {
  Pending pending{};
  pending.active = true;
  pending.device = (u8)(&device - g.devices);
  pending.cache_slot = slot;
  copy(pending.command_id, command_id.at, ID_TEXT);
  copy(pending.correlation_id, correlation_id.at, ID_TEXT);
  if (execution.common) {
    execute_common(device, execution);
    settle(pending, Status::COMPLETED, Reason::NONE);
    return;
  }
  Unit& unit = g.units[execution.operation->unit];
  fail(unit, Reason::BUSY);
  unit.pending = pending;
  driver_of(unit).start(unit, execution.operation->verb, execution.arguments);
}

void complete(Unit& unit) {
  if (unit.pending.active) settle(unit.pending, Status::COMPLETED, Reason::NONE);
}

void fail(Unit& unit, Reason reason) {
  if (!unit.pending.active) return;
  if (reason != Reason::BUSY && reason != Reason::SAFETY_BLOCKED) g.last_error = reason;
  settle(unit.pending, Status::FAILED, reason);
}

}  // namespace fw
