// What the host may ask of the board (link/messages.h), and what the board answers.
#pragma once
#include "link/link.h"

namespace board {

// Does what a message says. One that nobody understands changes nothing and is counted.
void obey(const serial::Message& message);
// Without power nothing is kept of a table or a key.
void orders_start();
// HELLO of a board that has just started.
void announce();

}  // namespace board
