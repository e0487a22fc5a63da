// Infrared frames of the NEC format: a lead of 9 ms and 4.5 ms, then 32 bits, the least first; the command's byte is
// followed by its inverse. Fed with the time since the last edge by a pin-change interrupt.
#pragma once
#include "core/types.h"

namespace board {

class Nec {
 public:
  // A falling edge of the demodulator's output came `since_us` after the one before. True when a frame is whole.
  bool falling(u32 since_us) {
    if (within(since_us, 13500)) {
      bits_ = 0;
      taken_ = 0;
      inside_ = true;
      return false;
    }
    if (!inside_) return false;
    const bool one = within(since_us, 2250);
    if (!one && !within(since_us, 1125)) {
      inside_ = false;
      return false;
    }
    bits_ |= (u32)one << taken_;
    if (++taken_ < 32) return false;
    inside_ = false;
    const u8 command = (u8)(bits_ >> 16);
    if ((u8)~command != (u8)(bits_ >> 24)) return false;
    receptions_ = receptions_ + 1;
    code_ = command;
    return true;
  }
  // The register of a pin with signal `ir`: receptions mod 2^23, and the last code.
  i32 value() const { return (i32)((receptions_ & 0x7fffff) << 8 | code_); }

 private:
  // A quarter off either way: demodulators stretch.
  static bool within(u32 us, u32 nominal) { return us > nominal - nominal / 4 && us < nominal + nominal / 4; }
  u32 bits_ = 0;
  u32 taken_ = 0;
  bool inside_ = false;
  volatile u32 receptions_ = 0;
  volatile u8 code_ = 0;
};

}  // namespace board
