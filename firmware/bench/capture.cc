#include "bench/capture.h"

namespace bench {

void Capture::begin(u64 start_us) {
  start_us_ = start_us;
  count_ = overflow_ = 0;
  running_ = true;
}

void Capture::record(u64 at_us, u8 channel, i32 value) {
  if (!running_) return;
  if (count_ == CAPACITY) {
    overflow_++;
    return;
  }
  edges_[count_++] = {(u32)(at_us - start_us_), value, channel};
}

}  // namespace bench
