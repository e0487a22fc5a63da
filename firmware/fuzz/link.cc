// The serial link: any bytes at a board, and frames that pass their checksum with any header, in any order.
//
// An input is records: u8 kind, u8 length, that many bytes. A frame record is header fields, then payload.
#include "core/crc32.h"
#include "fuzz/fuzz.h"
#include "link/link.h"

namespace {

enum Kind : u8 { BYTES, FRAME, CORRUPT, SEND, DRAIN, TICK, KINDS };

serial::Link board;
serial::Decoder reader;
u64 now_us;

u64 clock() { return now_us; }
void nothing() {}

void take(u8 byte) {
  if (!board.take(byte)) return;
  CLAIM(board.message.bytes <= serial::MESSAGE_BYTES);
  // All of it can be read.
  volatile u8 sum = 0;
  for (u32 i = 0; i < board.message.bytes; i++) sum = (u8)(sum + board.message.payload[i]);
}

// What the board sends is frames that a host can read.
void drain(u32 bytes) {
  u8 byte = 0;
  for (u32 i = 0; i < bytes && board.next(byte); i++) CLAIM(reader.take(byte) != serial::Decoder::Seen::FAULT);
}

u32 encode(fuzz::Input& in, u8 (&encoded)[serial::ENCODED_BYTES]) {
  serial::Header header{};
  header.type = in.byte();
  header.channel = in.byte() % 8;
  header.sequence = (u16)in.half();
  header.acknowledged = (u16)in.half();
  header.time_us = in.word();
  const fw::Text payload = in.bytes(serial::FRAME_PAYLOAD_BYTES);
  const u32 bytes = serial::encode_frame(header, (const u8*)payload.at, payload.len, encoded);
  CLAIM(bytes <= serial::ENCODED_BYTES && encoded[bytes - 1] == 0);
  u8 copy[serial::ENCODED_BYTES];
  memcpy(copy, encoded, bytes);
  serial::Frame frame;
  CLAIM(serial::decode_frame(copy, bytes - 1, frame) == serial::Fault::NONE);
  CLAIM(frame.header.sequence == header.sequence && frame.header.time_us == header.time_us);
  CLAIM(frame.payload_bytes == payload.len && (payload.len == 0 || memcmp(frame.payload, payload.at, payload.len) == 0));
  return bytes;
}

void record(Kind kind, fw::Text bytes) {
  fuzz::Input in{(const u8*)bytes.at, (const u8*)bytes.at + bytes.len};
  u8 encoded[serial::ENCODED_BYTES];
  switch (kind) {
    case BYTES:
      while (in.more()) take(in.byte());
      return;
    case FRAME:
    case CORRUPT: {
      const u8 where = kind == CORRUPT ? in.byte() : 0;
      const u8 change = kind == CORRUPT ? in.byte() : 0;
      const u32 len = encode(in, encoded);
      encoded[where % len] ^= change;
      for (u32 i = 0; i < len; i++) take(encoded[i]);
      return board.flush();
    }
    case SEND: {
      const u8 channel = in.byte() % 8;
      const u32 times = 1 + in.byte() % 16;
      for (u32 i = 0; i < times; i++) board.send(channel, in.byte() & 0x7f, bytes.at, bytes.len);
      return;
    }
    case DRAIN: return drain(in.half());
    default:
      now_us += (u64)in.word() * 16;
      return board.tick();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  now_us = 0;
  reader = {};
  memset((void*)&board, 0, sizeof board);
  board.start({nothing, nothing, nothing, clock});
  fuzz::Input in{data, data + size};
  for (u32 i = 0; i < 256 && in.more(); i++) {
    const Kind kind = (Kind)(in.byte() % KINDS);
    record(kind, in.bytes(in.byte()));
  }
  drain(1 << 16);
  return 0;
}
