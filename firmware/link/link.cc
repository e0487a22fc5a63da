#include "link/link.h"

namespace serial {
namespace {

// Sequences go 1 to 65535 and begin again at 1; 0 is outside.
u16 after(u16 sequence) { return sequence == 0xffff ? 1 : (u16)(sequence + 1); }
// How far `to` is ahead of `from`, as the sequences go round.
u32 ahead(u16 from, u16 to) { return to >= from ? to - from : to + 0xffffu - from; }
constexpr u32 BEHIND = 0x8000;

struct Lock {
  const Port& port;
  explicit Lock(const Port& p) : port(p) { port.lock(); }
  ~Lock() { port.unlock(); }
};

}  // namespace

void Link::start(const Port& port) {
  port_ = port;
  statistics = {};
  decoder_.reset();
  open_ = ack_due_ = false;
  nonce_ = 0;
  tail_ = 0;
  cursor_ = 0;
  head_ = 0;
  inside_ = false;
  sent_ = 0;
  taken_ = queued_ = 0;
  oldest_ = 1;
  sending_ = 1;
  urgent_bytes_ = 0;
  urgent_at_ = 0;
  pieces_bytes_ = 0;
  pieces_too_long_ = false;
}

bool Link::take(u8 byte) {
  switch (decoder_.take(byte)) {
    case Decoder::Seen::NOTHING: return false;
    case Decoder::Seen::FRAME: return take_frame(decoder_.frame);
    case Decoder::Seen::FAULT:
      for (u32 i = 0; i < FAULT_COUNT; i++) statistics.refused[i] = decoder_.faults[i];
      ack_due_ = open_;  // says what is missing
      return false;
  }
  return false;
}

bool Link::take_frame(const Frame& frame) {
  statistics.frames_in++;
  const Header& header = frame.header;
  const bool control = header.channel == channel::CONTROL;
  if (header.sequence == 0 && control && header.type == order::OPEN) return take_open(frame);
  if (!open_) {
    statistics.outside++;
    return false;
  }
  acknowledged(header.acknowledged);
  if (header.sequence == 0) {
    if (!control || header.type != order::ACK) statistics.outside++;
    return false;
  }
  ack_due_ = true;
  const u32 distance = ahead(after(taken_), header.sequence);
  if (distance != 0) {
    if (distance < BEHIND) statistics.gap++;
    else statistics.duplicate++;
    return false;
  }
  taken_ = header.sequence;
  return take_piece(frame);
}

bool Link::take_open(const Frame& frame) {
  if (frame.payload_bytes != 4) {
    statistics.outside++;
    return false;
  }
  u32 nonce = 0;
  for (u32 i = 0; i < 4; i++) nonce |= (u32)frame.payload[i] << 8 * i;
  if (nonce == 0) {
    statistics.outside++;
    return false;
  }
  if (open_ && nonce == nonce_) {
    repeat();  // the host has not seen our HELLO
    return false;
  }
  const Lock lock(port_);
  // A frame that is being sent goes out to its end: the host refuses it by its sequence or its place before HELLO.
  if (!inside_) cursor_ = head_;
  tail_ = cursor_;
  u32 end = cursor_;
  while (end != head_ && ring_[end] != 0) end = (end + 1) % TX_BYTES;
  if (end != head_) head_ = (end + 1) % TX_BYTES;
  open_ = true;
  nonce_ = nonce;
  taken_ = queued_ = 0;
  // That unfinished frame counts as sequence 0.
  oldest_ = inside_ ? 0 : 1;
  sending_ = oldest_;
  pieces_bytes_ = 0;
  pieces_too_long_ = false;
  ack_due_ = false;
  message = {channel::CONTROL, order::OPEN, frame.payload, frame.payload_bytes};
  return true;
}

bool Link::take_piece(const Frame& frame) {
  if (frame.payload_bytes > MESSAGE_BYTES - pieces_bytes_) pieces_too_long_ = true;
  if (!pieces_too_long_) {
    fw::copy(pieces_ + pieces_bytes_, frame.payload, frame.payload_bytes);
    pieces_bytes_ += frame.payload_bytes;
  }
  if ((frame.header.type & MORE) != 0) return false;
  const bool whole = !pieces_too_long_;
  if (!whole) statistics.too_long++;
  message = {frame.header.channel, frame.header.type, pieces_, pieces_bytes_};
  pieces_bytes_ = 0;
  pieces_too_long_ = false;
  return whole;
}

// Lets go of the oldest frame. It has been sent to its end.
void Link::drop_oldest() {
  while (ring_[tail_] != 0) tail_ = (tail_ + 1) % TX_BYTES;
  tail_ = (tail_ + 1) % TX_BYTES;
  oldest_ = oldest_ == 0 ? 1 : after(oldest_);
}

void Link::acknowledged(u16 sequence) {
  if (sequence == 0 || queued_ == 0 || ahead(sequence, queued_) >= BEHIND) return;
  // Only what has been sent can be acknowledged: the rest of the ring is the interrupt's.
  while (tail_ != cursor_ && (oldest_ == 0 || ahead(oldest_, sequence) < BEHIND)) {
    if (inside_ && oldest_ == sending_) return;
    drop_oldest();
    progress_us_ = port_.now_us();
  }
}

void Link::tick() {
  if (!open_ || tail_ == head_ || cursor_ != head_) return;
  const u64 now = port_.now_us();
  if (now - progress_us_ < REPEAT_US) return;
  progress_us_ = now;
  statistics.repeats++;
  repeat();
}

void Link::repeat() {
  {
    const Lock lock(port_);
    if (inside_) return;
    // What OPEN cut short has been sent to its end, and its first half is gone: there is nothing whole to repeat.
    if (oldest_ == 0) drop_oldest();
    cursor_ = tail_;
    sending_ = oldest_;
  }
  port_.kick();
}

bool Link::make_room(u32 bytes) {
  if (bytes >= TX_BYTES) return false;
  const Lock lock(port_);
  while (free_bytes() < bytes && tail_ != cursor_) {
    if (inside_ && oldest_ == sending_) break;
    drop_oldest();
  }
  return free_bytes() >= bytes;
}

void Link::queue(const u8* encoded, u32 bytes) {
  u32 at = head_;
  for (u32 i = 0; i < bytes; i++) {
    ring_[at] = encoded[i];
    at = (at + 1) % TX_BYTES;
  }
  head_ = at;
}

bool Link::send(u8 channel, u8 type, const Span* parts, u32 count) {
  u32 bytes = 0;
  for (u32 i = 0; i < count; i++) bytes += parts[i].len;
  const u32 frames = bytes == 0 ? 1 : (bytes + FRAME_PAYLOAD_BYTES - 1) / FRAME_PAYLOAD_BYTES;
  if (!open_ || !make_room(bytes + frames * (ENCODED_BYTES - FRAME_PAYLOAD_BYTES))) return false;
  const u64 now = port_.now_us();
  if (tail_ == head_) progress_us_ = now;
  u8 payload[FRAME_PAYLOAD_BYTES];
  u8 encoded[ENCODED_BYTES];
  u32 part = 0;
  u32 used = 0;
  for (u32 frame = 0; frame < frames; frame++) {
    u32 len = 0;
    while (len < FRAME_PAYLOAD_BYTES && part < count) {
      const u32 some = fw::least(parts[part].len - used, FRAME_PAYLOAD_BYTES - len);
      if (some != 0) fw::copy(payload + len, (const u8*)parts[part].at + used, some);
      len += some;
      used += some;
      if (used == parts[part].len) part++, used = 0;
    }
    queued_ = after(queued_);
    const u8 kind = frame + 1 == frames ? type : (u8)(type | MORE);
    queue(encoded, encode_frame({kind, channel, queued_, taken_, now}, payload, len, encoded));
    statistics.frames_out++;
  }
  ack_due_ = false;
  port_.kick();
  return true;
}

bool Link::send(u8 channel, u8 type, const void* payload, u32 bytes) {
  const Span part{payload, bytes};
  return send(channel, type, &part, 1);
}

void Link::urgent(u8 type, const void* payload, u32 bytes) {
  if (urgent_bytes_ != 0) return;
  const u64 now = port_.now_us();
  const u32 encoded = encode_frame({type, channel::CONTROL, 0, taken_, now}, (const u8*)payload, bytes, urgent_);
  urgent_at_ = 0;
  urgent_bytes_ = encoded;
  statistics.frames_out++;
  port_.kick();
}

void Link::announce(const void* payload, u32 bytes) { urgent(answer::HELLO, payload, bytes); }

void Link::flush() {
  // One acknowledgement at a time: the next says what this one would have.
  if (!ack_due_ || urgent_bytes_ != 0) return;
  ack_due_ = false;
  urgent(answer::ACK, nullptr, 0);
}

bool Link::next(u8& byte) {
  if (!inside_ && urgent_bytes_ != 0) {
    byte = urgent_[urgent_at_++];
    if (urgent_at_ == urgent_bytes_) urgent_bytes_ = 0;
    return true;
  }
  if (cursor_ == head_) return false;
  byte = ring_[cursor_];
  cursor_ = (cursor_ + 1) % TX_BYTES;
  inside_ = byte != 0;
  if (!inside_) {
    sent_ = sending_;
    sending_ = sending_ == 0 ? 1 : after(sending_);
  }
  return true;
}

}  // namespace serial
