// The watchdog, and why the board has started.
#pragma once
#include "core/generated/contract.h"

namespace board {

// The longest that the main loop may take before the board starts anew, in ms: several EEPROM erases and a margin.
constexpr unsigned WATCHDOG_MS = 2000;

fw::BootReason reset_reason();
void watchdog_start();
void watchdog_feed();

}  // namespace board
