// The decoder on a terminal, for the vectors and for comparison with another one: each line of hexadecimal digits is a
// stream of its own. Answers a line a frame (its fields, its payload, and the frame encoded anew), then the refusals.
#include <stdio.h>
#include <string.h>

#include "link/frame.cc"

namespace {

void print_hex(const u8* at, u32 len) {
  if (len == 0) printf("-");
  for (u32 i = 0; i < len; i++) printf("%02x", at[i]);
}

void print_frame(const serial::Frame& frame) {
  const serial::Header& h = frame.header;
  printf("frame %u %u %u %u %llu ", h.type, h.channel, h.sequence, h.acknowledged, (unsigned long long)h.time_us);
  print_hex(frame.payload, frame.payload_bytes);
  u8 encoded[serial::ENCODED_BYTES];
  const u32 len = serial::encode_frame(h, frame.payload, frame.payload_bytes, encoded);
  printf(" ");
  print_hex(encoded, len);
  printf("\n");
}

u8 digit(char c) { return (u8)(c <= '9' ? c - '0' : c - 'a' + 10); }

void take_stream(const char* hex) {
  serial::Decoder decoder;
  for (; hex[0] > ' ' && hex[1] > ' '; hex += 2) {
    const u8 byte = (u8)(digit(hex[0]) << 4 | digit(hex[1]));
    if (decoder.take(byte) == serial::Decoder::Seen::FRAME) print_frame(decoder.frame);
  }
  printf("faults");
  for (const u32 count : decoder.faults) printf(" %u", count);
  printf("\n");
}

char line[1 << 20];

}  // namespace

int main() {
  while (fgets(line, sizeof line, stdin) != nullptr) take_stream(line);
  return 0;
}
