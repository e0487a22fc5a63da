#include "core/table.h"

#include "core/crc32.h"

namespace fw {
namespace {

constexpr u32 MOST_STAGGER_MS = 10000;

// Reads forward; once it has failed it gives zeros and stays failed.
struct Cursor {
  const u8* at;
  const u8* end;
  bool ok = true;

  u8 byte() {
    if (at == end) ok = false;
    return ok ? *at++ : 0;
  }
  u32 number() {
    u32 value = 0;
    for (u32 shift = 0; shift < 35; shift += 7) {
      const u8 part = byte();
      value |= (u32)(part & 0x7f) << shift;
      if ((part & 0x80) == 0) return value;
    }
    ok = false;
    return 0;
  }
  i32 signed_number() {
    const u32 folded = number();
    return (i32)(folded >> 1 ^ (0 - (folded & 1)));
  }
  // A count within its limit.
  u32 count(u32 limit) {
    const u32 value = number();
    if (value > limit) ok = false;
    return ok ? value : 0;
  }
  Text string() {
    const u32 len = byte();
    if (!ok || (u32)(end - at) < len) {
      ok = false;
      return {};
    }
    const Text result{(const char*)at, len};
    at += len;
    return result;
  }
  // A name as it may stand in a topic or, unescaped, in JSON.
  Text name() {
    const Text result = string();
    if (result.len == 0 || result.len > limit::ID_BYTES) ok = false;
    for (u32 i = 0; ok && i < result.len; i++) {
      const char c = result.at[i];
      ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c >= 'A' && c <= 'Z');
    }
    return ok ? result : Text{};
  }
  u8 pin() {
    const u8 value = byte();
    if (value != NO_PIN && value >= limit::PINS_PER_CONTROLLER) ok = false;
    return value;
  }
};

void take_words(Cursor& in, u32 count) {
  for (u32 i = 0; i < count && in.ok; i++) {
    if (g.word_count == limit::WORDS) in.ok = false;
    if (!in.ok) return;
    Word& word = g.words[g.word_count++];
    word.name = in.name();
    word.value = in.signed_number();
  }
}

void take_unit(Cursor& in, Device& device, u32 device_index) {
  if (g.unit_count == limit::UNITS_PER_CONTROLLER) in.ok = false;
  const u8 code = in.byte();
  if (code == 0 || code >= DRIVER_CODES) in.ok = false;
  if (!in.ok) return;
  const DriverSpec& spec = DRIVER_SPECS[code];
  Unit& unit = g.units[g.unit_count];
  unit.driver = (DriverCode)code;
  unit.index = (u8)g.unit_count;
  unit.device = (u8)device_index;
  unit.pending = NO_PENDING;
  for (u8& pin : unit.pins) pin = NO_PIN;
  if (in.number() != spec.pin_count) in.ok = false;
  for (u32 i = 0; i < spec.pin_count && in.ok; i++) {
    unit.pins[i] = in.pin();
    if (unit.pins[i] == NO_PIN && !spec.pins[i].optional) in.ok = false;
  }
  for (u32 i = 0; i < spec.param_count; i++) unit.params[i] = spec.params[i].fallback;
  const u32 stored = in.count(spec.param_count);
  for (u32 i = 0; i < stored && in.ok; i++) {
    const u8 index = in.byte();
    const i32 value = in.signed_number();
    if (index >= spec.param_count || value < spec.params[index].minimum || value > spec.params[index].maximum) in.ok = false;
    if (in.ok) unit.params[index] = value;
  }
  unit.property_count = spec.property_count;
  const u32 named = in.number();
  if (named != spec.property_count) in.ok = false;
  for (u32 i = 0; i < named && in.ok; i++) {
    const u8 index = in.byte();
    const Text name = in.name();
    if (index != i) in.ok = false;
    if (in.ok) unit.names[i] = name;
  }
  if (!in.ok) return;
  g.unit_count++;
  device.unit_count++;
}

void take_parameter(Cursor& in) {
  if (g.parameter_count == limit::PARAMETERS) in.ok = false;
  if (!in.ok) return;
  Parameter& parameter = g.parameters[g.parameter_count++];
  parameter.name = in.name();
  const u8 type = in.byte();
  if (type > (u8)ParameterType::ENUM) in.ok = false;
  parameter.type = (ParameterType)type;
  if (parameter.type == ParameterType::INTEGER || parameter.type == ParameterType::NUMBER) {
    parameter.minimum = in.signed_number();
    parameter.maximum = in.signed_number();
  }
  if (parameter.type == ParameterType::COLOR) parameter.word_count = (u16)g.color_count;
  if (parameter.type == ParameterType::ENUM) {
    const u32 count = in.count(limit::WORDS);
    parameter.first_word = (u16)g.word_count;
    parameter.word_count = (u16)count;
    take_words(in, count);
  }
  parameter.has_fallback = in.byte() == 1;
  if (parameter.has_fallback) parameter.fallback = in.signed_number();
}

void take_targets(Cursor& in, Operation& operation) {
  const u32 count = in.count(limit::UNITS_PER_CONTROLLER);
  if (count == 0 || g.target_count + count > limit::TARGETS) in.ok = false;
  operation.first_target = (u16)g.target_count;
  operation.target_count = (u8)count;
  for (u32 i = 0; i < count && in.ok; i++) {
    const u8 unit = in.byte();
    if (unit >= limit::UNITS_PER_CONTROLLER) in.ok = false;
    g.targets[g.target_count++] = unit;
  }
}

// One value of an integer parameter for each target.
bool select_holds(const Operation& operation) {
  if (operation.select >= operation.parameter_count || operation.stagger_ms != 0) return false;
  const Parameter& parameter = g.parameters[operation.first_parameter + operation.select];
  const i64 values = (i64)parameter.maximum - parameter.minimum + 1;
  const bool fallback_holds =
      !parameter.has_fallback || clamp(parameter.fallback, parameter.minimum, parameter.maximum) == parameter.fallback;
  return parameter.type == ParameterType::INTEGER && values == operation.target_count && fallback_holds;
}

void take_operation(Cursor& in, Device& device) {
  if (g.operation_count == limit::OPERATIONS) in.ok = false;
  if (!in.ok) return;
  Operation& operation = g.operations[g.operation_count++];
  device.operation_count++;
  operation.name = in.name();
  take_targets(in, operation);
  operation.stagger_ms = (u16)in.count(MOST_STAGGER_MS);
  operation.select = in.byte();
  operation.verb = in.byte();
  const u32 arguments = in.count(MAX_ARGUMENTS);
  operation.argument_count = (u8)arguments;
  for (u32 i = 0; i < arguments && in.ok; i++) {
    if (in.byte() == 1) operation.from_parameter |= (u8)(1 << i);
    operation.arguments[i] = in.signed_number();
  }
  operation.first_parameter = (u16)g.parameter_count;
  operation.parameter_count = (u8)in.count(16);
  for (u32 i = 0; i < operation.parameter_count && in.ok; i++) take_parameter(in);
  for (u32 i = 0; i < arguments && in.ok; i++) {
    const bool from_parameter = operation.from_parameter >> i & 1;
    if (from_parameter && (u32)operation.arguments[i] >= operation.parameter_count) in.ok = false;
  }
  if (in.ok && operation.select != NO_SELECT && !select_holds(operation)) in.ok = false;
}

// Targets may stand on a later device, so their drivers are looked at when all units are known.
bool targets_hold(const Operation& operation) {
  u64 seen = 0;
  const DriverCode driver = g.units[g.targets[operation.first_target]].driver;
  for (u32 i = 0; i < operation.target_count; i++) {
    const u8 unit = g.targets[operation.first_target + i];
    if (unit >= g.unit_count || (seen >> unit & 1) != 0 || g.units[unit].driver != driver) return false;
    seen |= 1ull << unit;
  }
  const DriverSpec& spec = DRIVER_SPECS[(u8)driver];
  return operation.verb < spec.verb_count && spec.verb_arguments[operation.verb] == operation.argument_count;
}

void take_device(Cursor& in, u32 index) {
  Device& device = g.devices[index];
  const Text key = in.name();
  const u8 flags = in.byte();
  if (!in.ok || g.name.len + 1 + key.len > limit::ID_BYTES) {
    in.ok = false;
    return;
  }
  copy(device.id_text, g.name.at, g.name.len);
  device.id_text[g.name.len] = '_';
  copy(device.id_text + g.name.len + 1, key.at, key.len);
  device.id = {device.id_text, g.name.len + 1 + key.len};
  device.critical = flags & 1;
  device.commissioning = flags & 2;
  device.first_unit = (u8)g.unit_count;
  device.first_operation = (u16)g.operation_count;
  const u32 units = in.count(limit::UNITS_PER_CONTROLLER);
  for (u32 i = 0; i < units && in.ok; i++) take_unit(in, device, index);
  const u32 operations = in.count(limit::OPERATIONS);
  for (u32 i = 0; i < operations && in.ok; i++) take_operation(in, device);
}

}  // namespace

bool decode_table(u32 bytes) {
  g.room = g.name = text("unknown");
  g.estop_pin = g.led_pin = NO_PIN;
  g.heartbeat_ms = 1000;
  g.engine_limit_ms = defaults::ENGINE_HEARTBEAT_LIMIT_MS;
  if (bytes < 8 || bytes > limit::TABLE_BYTES || !equal({(const char*)g.table, 4}, TABLE_MAGIC)) return false;
  u32 stored;
  copy(&stored, g.table + 4, 4);
  Cursor in{g.table + 8, g.table + bytes};
  const Text room = in.name();
  const Text name = in.name();
  if (!in.ok) return false;
  g.room = room;
  g.name = name;
  if (crc32(g.table + 8, bytes - 8) != stored) return false;
  const u32 heartbeat_ms = in.number();
  const u32 engine_limit_ms = in.number();
  if (heartbeat_ms < 100 || heartbeat_ms > 60000 || engine_limit_ms > 86400000) return false;
  g.heartbeat_ms = heartbeat_ms;
  g.engine_limit_ms = engine_limit_ms;
  g.estop_pin = in.pin();
  g.led_pin = in.pin();
  g.color_count = in.count(limit::WORDS);
  take_words(in, g.color_count);
  const u32 devices = in.count(limit::DEVICES_PER_CONTROLLER);
  for (u32 i = 0; i < devices && in.ok; i++) take_device(in, i);
  for (u32 i = 0; i < g.operation_count && in.ok; i++) in.ok = targets_hold(g.operations[i]);
  if (!in.ok || in.at != in.end || g.estop_pin == NO_PIN || devices == 0) return false;
  g.device_count = devices;
  return true;
}

}  // namespace fw
