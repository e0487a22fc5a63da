// A line of bytes to a host, and the link on it: a ring for what has come, a transmitter that asks for each byte.
#pragma once
#include "boards/emulated/platform.h"
#include "link/link.h"

namespace board {

class Line {
 public:
  // The window and the acknowledgements that come on top of it, many times over.
  static constexpr u32 RX_BYTES = 1024;

  void start(serial::Link& link, const platform::Transmitter& transmitter, u64 (*now_us)());

  // From the receiver.
  void received(u8 byte);
  void lost() { link_->statistics.overrun++; }
  // From the transmitter, when it has room again.
  void transmit();
  // There is something new to transmit.
  void kick();

  bool empty() const { return first_ == end_; }
  // Takes the oldest received byte; false for none.
  bool take(u8& byte);

  // When the last byte of the frame came that was received last.
  u64 frame_us() const;
  // Notes when the last byte of the frame that was queued last is handed to the transmitter, for sent_us; 0 until then.
  void time(u16 sequence);
  u64 sent_us() const;

 private:
  serial::Link* link_;
  const platform::Transmitter* transmitter_;
  u64 (*now_us_)();
  u8 bytes_[RX_BYTES];
  volatile u32 first_, end_;
  volatile u64 frame_us_;
  volatile u16 timed_;
  volatile u64 frame_out_us_, sent_us_;
  u8 held_;  // a byte that the transmitter had no room for
  bool holds_;
};

// The DUT's.
extern serial::Link wire;
extern Line line;
void line_start();

}  // namespace board
