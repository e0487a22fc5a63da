// A session over a stream of bytes: sequence, acknowledgements, repeats, messages in pieces. Knows no UART and no clock.
//
// A board feeds `take` with what it receives, and hands `next`'s bytes to its transmitter, from an interrupt if it likes.
// What was sent is kept until the host acknowledges it, or until its room is needed: then a loss can not be made good,
// and the host sees the gap.
#pragma once
#include "link/frame.h"
#include "link/messages.h"

namespace serial {

// Bytes that the host may have under way to us; a board keeps a larger buffer, since acknowledgements come on top.
constexpr u32 WINDOW_BYTES = 128;
// The largest message in: a table of TABLE_BYTES, or a topic and a payload one byte over its limit.
constexpr u32 MESSAGE_BYTES = 4096;
constexpr u32 TX_BYTES = 16384;
// Frames not acknowledged for so long are sent again.
constexpr u64 REPEAT_US = 500000;

// What the board lends. `lock` keeps the interrupt that calls `next` away; `kick` says that there is something to send.
struct Port {
  void (*lock)();
  void (*unlock)();
  void (*kick)();
  u64 (*now_us)();
};

struct Span {
  const void* at;
  u32 len;
};

struct Statistics {
  u32 frames_in;
  u32 frames_out;
  u32 refused[FAULT_COUNT];  // bytes that were no frame, by Fault
  u32 duplicate;             // frames taken before
  u32 gap;                   // frames ahead of the sequence
  u32 outside;               // frames of no session
  u32 too_long;              // messages beyond MESSAGE_BYTES
  u32 unknown;               // messages that nobody understands
  u32 overrun;               // received bytes that found no room
  u32 dropped;               // messages out that found no room, or no session
  u32 repeats;               // times that unacknowledged frames were sent again
};
constexpr u32 STATISTICS = sizeof(Statistics) / sizeof(u32);

struct Message {
  u8 channel;
  u8 type;
  const u8* payload;
  u32 bytes;
};

class Link {
 public:
  void start(const Port& port);

  // Takes a received byte. True when `message` is whole: valid until the next byte. An OPEN begins a new session;
  // the board then says HELLO first.
  bool take(u8 byte);
  // Acknowledges what was taken and not acknowledged by a frame since. Call when there is nothing left to take.
  void flush();
  // Sends again what has not been acknowledged in time. Call about every ms.
  void tick();

  // Queues a message, in pieces if need be; all of it or nothing. False when there is no session or no room.
  bool send(u8 channel, u8 type, const Span* parts, u32 count);
  bool send(u8 channel, u8 type, const void* payload = nullptr, u32 bytes = 0);
  // HELLO of a board that has just started: outside any session.
  void announce(const void* payload, u32 bytes);
  // Whether `send` failed for want of room that comes back by itself.
  bool busy() const { return cursor_ != head_; }
  // Bytes that may be queued without letting go of what the host has not acknowledged.
  u32 room() const { return free_bytes(); }

  // The next byte to transmit; false for none.
  bool next(u8& byte);
  // The sequence of the frame whose last byte `next` gave last; 0 for none or one outside the sequence.
  u16 sent() const { return sent_; }

  u32 nonce() const { return nonce_; }
  bool open() const { return open_; }
  u16 last_queued() const { return queued_; }

  Message message;
  Statistics statistics;

 private:
  bool take_frame(const Frame& frame);
  bool take_open(const Frame& frame);
  bool take_piece(const Frame& frame);
  void acknowledged(u16 sequence);
  void repeat();
  void drop_oldest();
  bool make_room(u32 bytes);
  void queue(const u8* encoded, u32 bytes);
  void urgent(u8 type, const void* payload, u32 bytes);
  u32 free_bytes() const { return (tail_ + TX_BYTES - head_ - 1) % TX_BYTES; }

  Port port_;
  Decoder decoder_;
  bool open_;
  bool ack_due_;
  u32 nonce_;
  u16 taken_;   // last in-order sequence from the host
  u16 queued_;  // last sequence given to a frame out
  u16 oldest_;  // sequence of the frame at tail_
  u64 progress_us_;

  // Frames out: tail_ (oldest kept) to cursor_ have been sent, cursor_ to head_ have not.
  u8 ring_[TX_BYTES];
  u32 tail_;
  volatile u32 cursor_;
  volatile u32 head_;
  volatile bool inside_;  // the transmitter is inside a frame
  volatile u16 sending_;  // sequence of the frame at cursor_
  volatile u16 sent_;

  // One frame outside the sequence, sent before the next one of the ring.
  u8 urgent_[ENCODED_BYTES];
  volatile u32 urgent_bytes_;
  u32 urgent_at_;

  u8 pieces_[MESSAGE_BYTES];
  u32 pieces_bytes_;
  bool pieces_too_long_;
};

}  // namespace serial
