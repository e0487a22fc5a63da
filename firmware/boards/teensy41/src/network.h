// Ethernet and the MQTT session. Nothing here waits: an address, a connection, an answer are looked for each time round.
#pragma once
#include "core/types.h"

namespace board {

void network_start(fw::Text controller);
// Moves the network on; calls the firmware's entries when the bus comes, goes or brings a message.
void network_run(u32 now_ms);

}  // namespace board
