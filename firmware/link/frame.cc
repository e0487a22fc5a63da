#include "link/frame.h"

#include "core/crc32.h"

namespace serial {
namespace {

template <class T>
u8* put(u8* at, T value) {
  for (u32 i = 0; i < sizeof(T); i++) *at++ = (u8)(value >> 8 * i);
  return at;
}
template <class T>
T get(const u8* at) {
  T value = 0;
  for (u32 i = 0; i < sizeof(T); i++) value = (T)(value | (T)at[i] << 8 * i);
  return value;
}

// COBS: a block begins with its length, and stands for its other bytes and a zero; a block of 254 bytes for no zero.
u32 cobs_encode(const u8* from, u32 bytes, u8* into) {
  u32 code_at = 0;
  u32 at = 1;
  for (u32 i = 0; i < bytes; i++) {
    if (from[i] == 0) {
      into[code_at] = (u8)(at - code_at);
      code_at = at++;
      continue;
    }
    into[at++] = from[i];
  }
  into[code_at] = (u8)(at - code_at);
  into[at++] = 0;
  return at;
}

// In place: what is written is always behind what is read. False for a block that points beyond the end.
bool cobs_decode(u8* bytes, u32 len, u32& decoded) {
  u32 read = 0;
  u32 write = 0;
  while (read < len) {
    const u32 code = bytes[read++];
    if (code == 0 || code - 1 > len - read) return false;
    for (u32 i = 1; i < code; i++) bytes[write++] = bytes[read++];
    if (read < len && code != 255) bytes[write++] = 0;
  }
  decoded = write;
  return true;
}

}  // namespace

u32 encode_frame(const Header& header, const u8* payload, u32 payload_bytes, u8* into) {
  u8 raw[RAW_BYTES];
  u8* at = raw;
  *at++ = VERSION;
  *at++ = header.type;
  *at++ = header.channel;
  at = put(at, header.sequence);
  at = put(at, header.acknowledged);
  at = put(at, header.time_us);
  if (payload_bytes != 0) fw::copy(at, payload, payload_bytes);
  at += payload_bytes;
  at = put(at, fw::crc32(raw, (u32)(at - raw)));
  return cobs_encode(raw, (u32)(at - raw), into);
}

Fault decode_frame(u8* encoded, u32 bytes, Frame& into) {
  u32 len = 0;
  if (bytes > RAW_BYTES + 1) return Fault::LONG;
  if (!cobs_decode(encoded, bytes, len)) return Fault::COBS;
  if (len < HEADER_BYTES + CRC_BYTES) return Fault::SHORT;
  if (fw::crc32(encoded, len - CRC_BYTES) != get<u32>(encoded + len - CRC_BYTES)) return Fault::CRC;
  if (encoded[0] != VERSION) return Fault::VERSION;
  into.header = {encoded[1], encoded[2], get<u16>(encoded + 3), get<u16>(encoded + 5), get<u64>(encoded + 7)};
  into.payload = encoded + HEADER_BYTES;
  into.payload_bytes = len - HEADER_BYTES - CRC_BYTES;
  return Fault::NONE;
}

Decoder::Seen Decoder::take(u8 byte) {
  if (byte != 0) {
    // One more than fits marks it as too long; the rest is not kept.
    if (used_ <= RAW_BYTES) bytes_[used_] = byte;
    if (used_ <= RAW_BYTES + 1) used_++;
    return Seen::NOTHING;
  }
  const u32 len = used_;
  used_ = 0;
  if (len == 0) return Seen::NOTHING;
  const Fault fault = decode_frame(bytes_, len, frame);
  if (fault == Fault::NONE) return Seen::FRAME;
  faults[(u8)fault]++;
  return Seen::FAULT;
}

}  // namespace serial
