#include "bench/programme.h"

#include "bench/wires.h"

namespace bench {

namespace {
constexpr u32 STEP_DATA_BYTES = 8;  // of a BYTES step, in a and b
}

bool valid(const serial::Step& step) {
  if (step.kind == serial::step_kind::POWER) return step.a == 0 || step.a == 1;
  if (step.channel >= CHANNELS) return false;
  switch (step.kind) {
    case serial::step_kind::DRIVE:
    case serial::step_kind::RELEASE:
    case serial::step_kind::HEAL: return true;
    case serial::step_kind::BYTES: return step.fault <= STEP_DATA_BYTES;
    case serial::step_kind::FAULT: return Wires::valid(step.channel, {step.fault, step.a, step.b});
    default: return false;
  }
}

void Programme::begin(const serial::Programme& head) {
  announced_ = head.steps;
  length_us_ = head.length_us;
  count_ = next_ = 0;
  const bool fits = head.steps <= CAPACITY && head.length_us <= LENGTH_US_MAX;
  problem_ = fits ? serial::problem::NONE : serial::problem::TOO_LONG;
}

void Programme::add(const serial::Step& step) {
  if (problem_ != serial::problem::NONE) return;
  const u64 after_us = count_ == 0 ? 0 : steps_[count_ - 1].at_us;
  if (!valid(step)) problem_ = serial::problem::INVALID;
  else if (count_ == announced_) problem_ = serial::problem::INCOMPLETE;
  else if (step.at_us < after_us || step.at_us > length_us_) problem_ = serial::problem::UNSORTED;
  else steps_[count_++] = step;
}

u8 Programme::check() const {
  if (problem_ != serial::problem::NONE) return problem_;
  return count_ == announced_ ? serial::problem::NONE : serial::problem::INCOMPLETE;
}

void Programme::start(u64 start_us) {
  start_us_ = start_us;
  next_ = 0;
}

u64 Programme::due_us() const { return next_ == count_ ? NEVER_US : start_us_ + steps_[next_].at_us; }

const serial::Step& Programme::take(u64 now_us) {
  const serial::Step& step = steps_[next_];
  late_us_[next_] = (u32)(now_us - (start_us_ + step.at_us));
  next_++;
  return step;
}

}  // namespace bench
