#include "core/execute.h"

#include "core/driver.h"
#include "core/number.h"
#include "core/pending.h"
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
  pending.operation = (u16)(execution.operation - g.operations);
  pending.first_target = execution.first_target;
  pending.target_count = execution.target_count;
  copy(pending.arguments, execution.arguments, sizeof pending.arguments);
  begin_pending(pending);
}

}  // namespace fw
