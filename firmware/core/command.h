// Takes one message on a device's cmd topic through the contract's checks, in the contract's order, to an acknowledgement.
#pragma once
#include "core/json.h"
#include "core/model.h"

namespace fw {

void take_command(Device& device, Text payload, bool retained);
// The engine's heartbeat: a JSON object of this room and schema.
bool is_engine_heartbeat(Text payload);
// MAC of a command's raw payload with the controller's key; false when a signed field is missing. For conformance runs.
bool command_mac(Text payload, u8 mac[32]);

}  // namespace fw
