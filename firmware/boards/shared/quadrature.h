// A quadrature decoder for two lines that are sampled often enough: every valid edge counts, an impossible one is an error.
#pragma once
#include "core/types.h"

namespace board {

class Quadrature {
 public:
  void sample(bool a, bool b) {
    // Rows: the state before; columns: now. 2 marks a jump over a state: too fast, or noise.
    static constexpr i32 STEP[4][4] = {{0, 1, -1, 2}, {-1, 0, 2, 1}, {1, 2, 0, -1}, {2, -1, 1, 0}};
    const u8 state = (u8)((a ? 1 : 0) | (b ? 2 : 0));
    const i32 step = STEP[state_][state];
    state_ = state;
    if (step == 2) errors_ = errors_ + 1;
    else count_ = count_ + step;
  }
  i32 count() const { return count_; }
  u32 errors() const { return errors_; }

 private:
  u8 state_ = 0;
  volatile i32 count_ = 0;
  volatile u32 errors_ = 0;
};

}  // namespace board
