// Physical pins of no board: the checks drive them, and call what a timer's interrupt would.
#pragma once
#include "core/types.h"

namespace board {

constexpr u32 CHECK_PINS = 64;
extern bool check_pins[CHECK_PINS];
extern u32 check_us;
extern void (*check_sample)();

inline bool level(u8 pin) { return check_pins[pin]; }
inline void set_level(u8 pin, bool high) { check_pins[pin] = high; }
inline u32 now_us() { return check_us; }

// The checks have no interrupt.
struct Quiet {
  Quiet() {}
};

}  // namespace board
