// Proves the board's side of a session: each check prints a line; the program fails when one does.
#include <stdio.h>

#include "link/bytes.h"
#include "link/frame.cc"
#include "link/link.cc"

namespace {

using serial::Decoder;

int failures = 0;
void check(const char* what, u32 seen, u32 expected) {
  if (seen != expected) failures++;
  printf("%s %s: expected %u, seen %u\n", seen == expected ? "ok" : "FAIL", what, expected, seen);
}

u64 now;
u64 now_us() { return now; }
void nothing() {}

// A board, and the host that reads it.
struct Pair {
  serial::Link board;
  Decoder host;
  u32 frames = 0;
  u32 faults = 0;
  u16 first = 0;  // sequence of the first frame since `hear`
  u16 last = 0;

  Pair() { board.start({nothing, nothing, nothing, now_us}); }

  bool tell(const serial::Header& header, const void* payload, u32 bytes) {
    u8 encoded[serial::ENCODED_BYTES];
    const u32 len = encode_frame(header, (const u8*)payload, bytes, encoded);
    bool whole = false;
    for (u32 i = 0; i < len; i++) whole = board.take(encoded[i]) || whole;
    return whole;
  }
  bool open(u32 nonce) { return tell({serial::order::OPEN, serial::channel::CONTROL, 0, 0, 0}, &nonce, sizeof nonce); }
  void acknowledge(u16 sequence) { tell({serial::order::ACK, serial::channel::CONTROL, 0, sequence, 0}, nullptr, 0); }
  bool say(u32 bytes) {
    static const u8 text[8192] = {1, 2, 0, 3};
    return board.send(serial::channel::BUS, serial::MESSAGE, text, bytes);
  }
  // The host reads so many bytes; the frames among them.
  u32 hear(u32 bytes = 0xffffffff) {
    const u32 before = frames;
    first = 0;
    u8 byte;
    for (u32 i = 0; i < bytes && board.next(byte); i++) {
      switch (host.take(byte)) {
        case Decoder::Seen::NOTHING: break;
        case Decoder::Seen::FAULT: faults++; break;
        case Decoder::Seen::FRAME:
          frames++;
          last = host.frame.header.sequence;
          if (first == 0) first = last;
      }
    }
    return frames - before;
  }
  u32 hear_repeats() {
    now += serial::REPEAT_US;
    board.tick();
    return hear();
  }
};

void repeats() {
  static Pair pair;
  check("nothing is sent outside a session", pair.say(4), 0);
  check("OPEN begins one", pair.open(1), 1);
  for (u32 i = 0; i < 3; i++) pair.say(4);
  check("three messages are three frames", pair.hear(), 3);
  check("the last has sequence 3", pair.last, 3);
  pair.acknowledge(1);
  check("what is not acknowledged comes again", pair.hear_repeats(), 2);
  check("from the oldest", pair.first, 2);
  pair.acknowledge(3);
  check("what is acknowledged does not", pair.hear_repeats(), 0);
}

// The first half of a frame has gone out when a new session begins: its rest goes out once, and is never repeated.
void open_inside_a_frame() {
  static Pair pair;
  pair.open(1);
  pair.say(100);
  check("half a frame is none", pair.hear(50), 0);
  check("a new session begins inside it", pair.open(2), 1);
  pair.say(7);
  check("the frame goes out to its end, and the session's first after it", pair.hear(), 2);
  check("with sequence 1", pair.last, 1);
  check("only that is repeated", pair.hear_repeats(), 1);
  check("with its sequence", pair.first, 1);
  check("again", pair.hear_repeats(), 1);
  pair.acknowledge(1);
  check("until it is acknowledged", pair.hear_repeats(), 0);
  pair.say(9);
  check("and the session goes on", pair.hear(), 1);
  check("in its sequence", pair.last, 2);
  check("the host could read all of it", pair.faults, 0);
}

// As before, but the host repeats its OPEN, and nothing else has been sent.
void open_twice_inside_a_frame() {
  static Pair pair;
  pair.open(1);
  pair.say(100);
  pair.hear(50);
  pair.open(2);
  check("the rest of the frame", pair.hear(), 1);
  check("the same OPEN begins nothing", pair.open(2), 0);
  check("and repeats nothing of the session before", pair.hear(), 0);
  check("nor does time", pair.hear_repeats(), 0);
  check("the host could read all of it", pair.faults, 0);
}

// Nothing is acknowledged, and new messages need the room of old ones: the host can tell by the repeats.
void no_room() {
  static Pair pair;
  pair.open(1);
  u32 sent = 0;
  for (u32 i = 0; i < 3; i++) {
    sent += pair.say(8000);
    pair.hear();
  }
  check("each of three messages that do not fit together finds room", sent, 3);
  const u16 last = pair.last;
  check("what is left is repeated", pair.hear_repeats() > 30, 1);
  check("without the oldest", pair.first > 30, 1);
  check("up to the newest", pair.last, last);
  const serial::Span much[] = {{&now, serial::TX_BYTES}};
  check("a message larger than all room finds none", pair.board.send(serial::channel::BUS, serial::MESSAGE, much, 1), 0);
  check("the host could read all of it", pair.faults, 0);
}

}  // namespace

int main() {
  repeats();
  open_inside_a_frame();
  open_twice_inside_a_frame();
  no_room();
  return failures == 0 ? 0 : 1;
}
