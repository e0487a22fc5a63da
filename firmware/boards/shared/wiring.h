// Which physical pins a pin of the table is on a board, and whether the table can be wired there at all.
#pragma once
#include "boards/shared/pin-map.h"

namespace board {

constexpr u8 NO_WIRE = 255;

struct Wire {
  u8 first;   // the pin itself; of dmx the channel, 1 up
  u8 second;  // direction of a step generator, second line of an encoder
};

// A pin of the table that is not simply the physical pin of its number.
struct Rewired {
  u8 pin;
  Wire wire;
};

// Each board's own (its wiring.cc): pins 0 to PHYSICAL_PINS - 1, and what a site rewires there.
extern const u8 PHYSICAL_PINS;
extern const Rewired REWIRED[];
extern const u32 REWIRED_COUNT;

Wire wire_of(u32 pin);
// The use of a pin by the decoded table; unused beyond the last.
const PinUse& use_of(u32 pin);
// Forgets what was looked up: the table has been decoded anew.
void wiring_forget();
// Null, or why the decoded table cannot be wired: nothing may then be driven.
const char* wiring_problem();
// Says that the hardware itself had no room for a pin.
void wiring_refuse(const char* problem);

}  // namespace board
