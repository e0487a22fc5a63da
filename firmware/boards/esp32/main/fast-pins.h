// Physical pins from an interrupt.
#pragma once
#include <hal/gpio_ll.h>

#include "core/types.h"

namespace board {

inline bool level(u8 pin) { return gpio_ll_get_level(&GPIO, pin) != 0; }
inline void set_level(u8 pin, bool high) { gpio_ll_set_level(&GPIO, pin, high ? 1 : 0); }
u32 now_us();

// Keeps the sampler's interrupt away while the firmware's task touches what it reads.
struct Quiet {
  Quiet();
  ~Quiet();
};

}  // namespace board
