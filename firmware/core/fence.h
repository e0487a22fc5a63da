// What keeps old commands out over a restart: the highest epoch accepted, and the last sequence of each device in it.
#pragma once
#include "core/model.h"

namespace fw {

// Reads both at boot. What power or age has spoilt counts as never written.
void fence_load();
// Takes a higher epoch; the sequences of all devices start again.
void adopt_epoch(u64 epoch);
// Stored before the effect begins, so that a reset in between cannot make it happen twice.
void accept_sequence(Device& device, u64 sequence);

}  // namespace fw
