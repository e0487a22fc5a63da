// Changes of level while a programme runs, with the bench's instants.
#pragma once
#include "bench/port.h"

namespace bench {

// It does not wrap: a recording that has lost an edge proves nothing, and its first edges say where it began.
class Capture {
 public:
  static constexpr u32 CAPACITY = 8192;
  struct Edge {
    u32 after_us;  // from the start
    i32 value;
    u8 channel;
  };

  void begin(u64 start_us);
  void end() { running_ = false; }
  // Kept while it runs; counted as overflow where there is no room.
  void record(u64 at_us, u8 channel, i32 value);

  u32 count() const { return count_; }
  u32 overflow() const { return overflow_; }
  u64 start_us() const { return start_us_; }
  const Edge& edge(u32 index) const { return edges_[index]; }

 private:
  Edge edges_[CAPACITY];
  u64 start_us_;
  u32 count_;
  u32 overflow_;
  bool running_;
};

}  // namespace bench
