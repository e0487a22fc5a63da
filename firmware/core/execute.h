// From an operation's name and parameters to a verb of a driver with its arguments.
#pragma once
#include "core/json.h"
#include "core/model.h"

namespace fw {

// An operation that has passed every check.
struct Execution {
  bool common;
  CommonOperation common_code;
  i32 common_argument;
  const Operation* operation;
  u16 first_target;
  u8 target_count;
  i32 arguments[MAX_ARGUMENTS];
};

// INVALID_PARAMS, SAFETY_BLOCKED, BUSY, or NONE with `into` filled. Changes nothing.
Reason prepare(const Device& device, JsonDocument& document, u32 parameters, Text name, Execution& into);
// Begins the effect; its end is acknowledged by complete() or fail(), now or later. `slot`: of the device's memory.
void execute(Device& device, const Execution& execution, Text command_id, Text correlation_id, u8 slot);

}  // namespace fw
