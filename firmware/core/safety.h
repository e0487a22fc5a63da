// The safety supervisor: E-stop, faults, and the engine's heartbeat. It alone decides whether a device may act.
#pragma once
#include "core/driver.h"
#include "core/publisher.h"

namespace fw {

SafetyState device_safety(const Device& device);
// The worst of all devices.
SafetyState controller_safety();

// Reads the latch from the store. Missing or corrupt, on a controller that has booted before, means latched.
void safety_load();
// Watches the E-stop chain and looks at it for the first time.
void safety_boot();
// Looks at the E-stop chain; on every wake.
void safety_look();
// The engine's heartbeat was received.
void engine_heard();
// Goes to safe idle when the engine has been silent for too long.
void engine_check();
// The causes of the latches that hold this device are gone.
bool safety_can_reset(const Device& device);
// Removes those latches and drives nothing. Only after safety_can_reset.
void safety_reset(Device& device);
// Drives every unit of every device to its safe state.
void drive_all_safe(SafeCause cause);

}  // namespace fw
