// A step generator in software: what hal::ramp asks for, as step pulses from a timer's interrupt. Integer arithmetic only.
#pragma once
#include "core/types.h"

namespace board {

class StepGenerator {
 public:
  // Ticks a second: `tick` is called so often. Twice the fastest rate of a driver, and a margin.
  static constexpr u32 TICK_HZ = 50000;
  // `adjust` is called so often.
  static constexpr u32 ADJUST_HZ = 1000;

  // `steps` more (signed) at up to `rate` steps/s, ramping at `accel` steps/s^2 (0: none); 0 steps: stop. From the main
  // loop, with the timer's interrupt held off.
  void command(i32 steps, i32 rate, i32 accel);
  // One tick. True when a step is to be put out now, in `forward()`'s direction.
  bool tick();
  // Moves the rate along its ramp.
  void adjust();

  bool forward() const { return speed_ >= 0; }
  bool running() const { return running_; }
  // Signed steps put out since power-on.
  i32 count() const { return count_; }
  // True once after a ramp has ended by itself.
  bool take_ended();

 private:
  i64 braking_steps() const;
  void set_speed(i32 speed);

  volatile i32 count_ = 0;
  i32 target_ = 0;
  i32 rate_ = 0;
  i32 accel_ = 0;
  i32 speed_ = 0;   // steps/s, signed
  u32 phase_ = 0;   // of the next step, 2^32 a step
  u32 stride_ = 0;  // phase a tick
  volatile bool running_ = false;
  volatile bool ended_ = false;
};

}  // namespace board
