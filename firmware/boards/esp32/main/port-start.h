// Starts the serial line; before anything is said on it.
#pragma once

namespace board {
void port_start();
}  // namespace board
