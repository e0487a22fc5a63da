// A stimulus programme: steps at absolute instants from its start, executed in their order, each with how late it was.
#pragma once
#include "bench/port.h"
#include "link/messages.h"

namespace bench {

class Programme {
 public:
  static constexpr u32 CAPACITY = 1024;
  // Instants are kept in 32 bits: 71 minutes.
  static constexpr u64 LENGTH_US_MAX = 0xffffffff;

  // Begins an upload.
  void begin(const serial::Programme& head);
  // Takes a step, or keeps the first problem for `check`.
  void add(const serial::Step& step);
  // Why it cannot run, as serial::problem; NONE when all that was announced has come.
  u8 check() const;

  void start(u64 start_us);
  // Instant of the next step, by the bench's clock; NEVER_US when there is none left.
  u64 due_us() const;
  // Takes the next step, which is executed now.
  const serial::Step& take(u64 now_us);
  // The recording goes on until then.
  u64 end_us() const { return start_us_ + length_us_; }

  u32 count() const { return count_; }
  u32 late_us(u32 index) const { return late_us_[index]; }

 private:
  serial::Step steps_[CAPACITY];
  u32 late_us_[CAPACITY];
  u64 start_us_;
  u64 length_us_;
  u32 announced_;
  u32 count_;
  u32 next_;
  u8 problem_;
};

// Whether a step is one that a bench controller can do, whatever its instant.
bool valid(const serial::Step& step);

}  // namespace bench
