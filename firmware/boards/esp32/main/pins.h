// The hardware behind the table's pins: configured once a boot, before the first of them is driven.
#pragma once
#include "core/types.h"

namespace board {

// Whether the pins may be used; configures all of them at the first call after a boot.
bool pins_ready();
i32 pin_read(u32 pin);
void pin_write(u32 pin, i32 value);
// The next byte of a serial input; -1 when none waits.
i32 pin_receive(u32 pin);

}  // namespace board
