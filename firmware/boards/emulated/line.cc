#include "boards/emulated/line.h"

#include "boards/emulated/clock.h"

namespace board {

void Line::start(serial::Link& link, const platform::Transmitter& transmitter, u64 (*now_us)()) {
  link_ = &link;
  transmitter_ = &transmitter;
  now_us_ = now_us;
  first_ = 0;
  end_ = 0;
  frame_us_ = 0;
  frame_out_us_ = 0;
  sent_us_ = 0;
  timed_ = 0;
  holds_ = false;
}

void Line::received(u8 byte) {
  if (byte == 0) frame_us_ = now_us_();
  const u32 next = (end_ + 1) % RX_BYTES;
  if (next == first_) return lost();
  bytes_[end_] = byte;
  end_ = next;
}

void Line::transmit() {
  while (holds_ || link_->next(held_)) {
    holds_ = !transmitter_->put(held_);
    if (holds_) return;
    if (held_ != 0) continue;
    frame_out_us_ = now_us_();
    if (timed_ == 0 || link_->sent() != timed_) continue;
    sent_us_ = frame_out_us_;
    timed_ = 0;
  }
}

void Line::kick() {
  transmitter_->lock();
  transmit();
  transmitter_->unlock();
}

bool Line::take(u8& byte) {
  if (empty()) return false;
  byte = bytes_[first_];
  first_ = (first_ + 1) % RX_BYTES;
  return true;
}

u64 Line::frame_us() const {
  const platform::Masked masked;
  return frame_us_;
}
void Line::time(u16 sequence) {
  const platform::Masked masked;
  const bool gone = link_->sent() == sequence;  // this transmitter may be as quick as that
  sent_us_ = gone ? frame_out_us_ : 0;
  timed_ = gone ? 0 : sequence;
}
u64 Line::sent_us() const {
  const platform::Masked masked;
  return sent_us_;
}

serial::Link wire;
Line line;

void line_start() {
  line.start(wire, platform::DUT_TRANSMITTER, now_us);
  wire.start({platform::DUT_TRANSMITTER.lock, platform::DUT_TRANSMITTER.unlock, [] { line.kick(); }, now_us});
}

}  // namespace board
