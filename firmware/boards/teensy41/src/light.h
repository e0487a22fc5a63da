// A TCS34725 colour sensor on I2C (address 0x29, datasheet of ams): one reading each integration time.
#pragma once
#include "boards/shared/colorimeter.h"

namespace board {

void light_start();
// Reads the sensor when a reading is due: two transfers of 8 bytes at 400 kHz, 0.5 ms at most.
void light_run(u32 now_ms);
Light light_seen();

}  // namespace board
