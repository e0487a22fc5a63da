// Decodes the flash table (engine/contract/src/table/layout.md) into the controller, checking every index on the way.
#pragma once
#include "core/model.h"

namespace fw {

// `bytes` of g.table have been filled. False when the table is not whole and valid; the room's and the controller's id
// are then taken from it if they can be read, so that the controller can say on the bus what is wrong.
bool decode_table(u32 bytes);

}  // namespace fw
