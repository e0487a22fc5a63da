// Commands whose effect is under way: their units are started in turn, and the end of all of them is acknowledged once.
// complete() and fail() of core/driver.h end here too.
#pragma once
#include "core/model.h"
#include "core/safety.h"

namespace fw {

// A unit of an Execution or of a Pending.
template <class Targets>
Unit& target(const Targets& targets, u32 index) {
  return g.units[g.targets[targets.first_target + index]];
}
inline bool blocked(const Device& device) { return device_safety(device).kind != Safety::SAFE; }

// Ends what its units were bound to as FAILED BUSY, binds them, and starts them, or those whose turn it is.
void begin_pending(const Pending& command);
// The final acknowledgement of a command, remembered for those who ask again.
void acknowledge(const Pending& pending, Status status, Reason reason);
// Starts what is due of the operations over several units.
void start_due();
// Ends operations that have units left to start but may not start them any more: a safe state came.
void end_blocked();
// The earliest instant that start_due() waits for, as a delay; `soonest` when none is sooner.
u32 next_start(u32 soonest);

}  // namespace fw
