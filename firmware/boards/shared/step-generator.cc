#include "boards/shared/step-generator.h"

namespace board {
namespace {

i32 sign(i32 value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }
i32 size(i32 value) { return value < 0 ? -value : value; }

}  // namespace

i64 StepGenerator::braking_steps() const {
  return accel_ == 0 ? 0 : (i64)speed_ * speed_ / (2 * (i64)accel_);
}

void StepGenerator::set_speed(i32 speed) {
  speed_ = speed;
  stride_ = (u32)(((u64)(u32)size(speed) << 32) / TICK_HZ);
}

void StepGenerator::command(i32 steps, i32 rate, i32 accel) {
  if (steps == 0 && !running_) return;
  if (steps == 0) {
    accel_ = accel;
    target_ = count_ + sign(speed_) * (i32)braking_steps();
    if (target_ == count_) running_ = false, set_speed(0);
    return;
  }
  rate_ = rate;
  accel_ = accel;
  target_ = count_ + steps;
  if (!running_) phase_ = 0, set_speed(0);
  running_ = true;
  ended_ = false;
  if (accel_ == 0) set_speed(sign(steps) * rate_);
  adjust();
}

void StepGenerator::adjust() {
  if (!running_ || accel_ == 0) return;
  const i32 way = target_ - count_;
  const i32 change = accel_ >= (i32)ADJUST_HZ ? accel_ / (i32)ADJUST_HZ : 1;
  const bool away = speed_ != 0 && sign(speed_) != sign(way);
  const bool brake = away || size(way) <= braking_steps();
  i32 speed = size(speed_) + (brake ? -change : change);
  if (speed > rate_) speed = rate_;
  // Never quite still before the target: the last steps go at the first step's rate.
  if (speed < change) speed = away ? 0 : change;
  set_speed((away ? sign(speed_) : sign(way)) * speed);
}

bool StepGenerator::tick() {
  if (!running_) return false;
  const u32 before = phase_;
  phase_ += stride_;
  if (phase_ >= before) return false;
  count_ = count_ + sign(speed_);
  if (count_ == target_) {
    running_ = false;
    ended_ = true;
  }
  return true;
}

bool StepGenerator::take_ended() {
  const bool ended = ended_;
  ended_ = false;
  return ended;
}

}  // namespace board
