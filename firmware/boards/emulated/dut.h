// The DUT's half of the machine: what its main loop does.
#pragma once
#include "core/types.h"

namespace board {

// Power has come: all as new but the flash.
void dut_start();
// Takes what has come, runs the firmware when it is due. False when there is nothing to do until something comes.
bool dut_pass();

}  // namespace board
