// A frame of the serial link (docs/seams.md section 6): header, payload and CRC-32, COBS-encoded, ending in 0x00.
#pragma once
#include "core/types.h"

namespace serial {

constexpr u8 VERSION = 1;
constexpr u32 HEADER_BYTES = 15;
constexpr u32 CRC_BYTES = 4;
// Header, payload and CRC of the largest frame: one block of COBS, so that the encoded frame is two bytes longer.
constexpr u32 RAW_BYTES = 253;
constexpr u32 ENCODED_BYTES = RAW_BYTES + 2;
constexpr u32 FRAME_PAYLOAD_BYTES = RAW_BYTES - HEADER_BYTES - CRC_BYTES;

struct Header {
  u8 type;
  u8 channel;
  u16 sequence;      // 0: outside the sequence, never repeated
  u16 acknowledged;  // the last in-order sequence taken from the other side
  u64 time_us;       // device time
};

struct Frame {
  Header header;
  const u8* payload;
  u32 payload_bytes;
};

// Why bytes are no frame.
enum class Fault : u8 { NONE, COBS, SHORT, LONG, CRC, VERSION };
constexpr u32 FAULT_COUNT = 6;

// Encodes into at least ENCODED_BYTES; the bytes written, its 0x00 among them. At most FRAME_PAYLOAD_BYTES of payload.
u32 encode_frame(const Header& header, const u8* payload, u32 payload_bytes, u8* into);

// Decodes the bytes before a 0x00, in place. The frame's payload points into them.
Fault decode_frame(u8* encoded, u32 bytes, Frame& into);

// Takes a stream byte by byte. Whatever comes, it is in step again after the next 0x00.
class Decoder {
 public:
  enum class Seen : u8 { NOTHING, FRAME, FAULT };
  // FRAME: `frame` is valid until the next byte. FAULT: counted in `faults`. Empty frames are nothing.
  Seen take(u8 byte);
  void reset() { used_ = 0; }

  Frame frame{};
  u32 faults[FAULT_COUNT] = {};

 private:
  u8 bytes_[RAW_BYTES + 1] = {};
  u32 used_ = 0;
};

}  // namespace serial
