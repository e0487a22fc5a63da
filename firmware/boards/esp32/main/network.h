// Wi-Fi and MQTT. Events of their tasks are taken by the firmware's task alone.
#pragma once
#include "core/types.h"

namespace board {

void network_start(fw::Text controller);
// Takes what has come: calls the firmware's entries when the bus comes, goes or brings a message.
void network_run(u32 now_ms);

}  // namespace board
