// Physical pins from an interrupt.
#pragma once
#include "core/types.h"

namespace board {

bool level(u8 pin);
void set_level(u8 pin, bool high);
u32 now_us();

// Keeps the sampler's interrupt away while the main loop touches what it reads.
struct Quiet {
  Quiet();
  ~Quiet();
};

}  // namespace board
