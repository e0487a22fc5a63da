// Which task goes first. lwIP (18) and Wi-Fi (23) stand above all of them: without those nothing arrives.
#pragma once
#include "core/types.h"

namespace board {

// The firmware's, which gives way at each tick.
constexpr u32 FIRMWARE_PRIORITY = 10;
// The MQTT client's own, as its default.
constexpr u32 CLIENT_PRIORITY = 5;
// The one that calls the client.
constexpr u32 BROKER_PRIORITY = 4;

}  // namespace board
