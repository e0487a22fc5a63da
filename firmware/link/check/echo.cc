// A board that says back what it hears on the bus channel, over standard input and output: the other end for tests of a
// session on a bad line. Its clock runs SPEED times as fast, so that repeats come soon.
#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "link/frame.cc"
#include "link/link.cc"

namespace {

constexpr u64 SPEED = 20;
serial::Link wire;

u64 now_us() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return ((u64)now.tv_sec * 1000000 + (u64)now.tv_nsec / 1000) * SPEED;
}
void nothing() {}

void transmit() {
  u8 bytes[4096];
  u32 len = 0;
  while (len < sizeof bytes && wire.next(bytes[len])) len++;
  for (u32 at = 0; at < len;) {
    const ssize_t written = write(1, bytes + at, len - at);
    if (written <= 0) _exit(0);
    at += (u32)written;
  }
}

void hear(const serial::Message& message) {
  if (message.channel == serial::channel::BUS) {
    wire.send(serial::channel::BUS, message.type, message.payload, message.bytes);
    return;
  }
  if (message.channel != serial::channel::CONTROL || message.type != serial::order::OPEN) return;
  // Nonce, clock, window, message bytes, starts, mode and four empty texts.
  u8 hello[25] = {};
  const u32 fields[5] = {wire.nonce(), 1000000, serial::WINDOW_BYTES, serial::MESSAGE_BYTES, 1};
  __builtin_memcpy(hello, fields, sizeof fields);
  wire.send(serial::channel::CONTROL, serial::answer::HELLO, hello, sizeof hello);
}

}  // namespace

int main() {
  wire.start({nothing, nothing, nothing, now_us});
  pollfd in{0, POLLIN, 0};
  for (;;) {
    u8 bytes[256];
    if (poll(&in, 1, 1) > 0) {
      const ssize_t len = read(0, bytes, sizeof bytes);
      if (len <= 0) return 0;
      for (ssize_t i = 0; i < len; i++) {
        if (wire.take(bytes[i])) hear(wire.message);
      }
      wire.flush();
    }
    wire.tick();
    transmit();
  }
}
