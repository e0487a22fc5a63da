// The serial by which a Teensy 4.1's USB port goes.
#pragma once
#include "core/types.h"

namespace board {

// As Teensyduino's USB descriptor has it: decimal, and below 10,000,000 times ten. `fuses`: HW_OCOTP_MAC0.
inline fw::Text teensy_serial(u32 fuses) {
  static char digits[10];
  u32 number = fuses & 0xffffff;
  if (number < 10000000) number *= 10;
  u32 at = sizeof digits;
  do digits[--at] = (char)('0' + number % 10);
  while ((number /= 10) != 0);
  return {digits + at, (u32)sizeof digits - at};
}

}  // namespace board
