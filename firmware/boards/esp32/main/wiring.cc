// This board's pins. A controller's site adds those that are not simply the physical pin of their number.
#include "boards/shared/wiring.h"

namespace board {

// GPIO 0 to 39 of an ESP32.
const u8 PHYSICAL_PINS = 40;
const Rewired REWIRED[] = {{NO_WIRE, {NO_WIRE, NO_WIRE}}};
const u32 REWIRED_COUNT = sizeof REWIRED / sizeof REWIRED[0];

}  // namespace board
