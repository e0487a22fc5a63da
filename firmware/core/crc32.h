// CRC-32 as in Ethernet and zip (reflected, polynomial 0xEDB88320): guards the flash table, stored slots and the link's frames.
#pragma once
#include "core/types.h"

namespace fw {

// The sum of one nibble. Sixteen entries: a byte costs two look-ups, and the table a cache line.
inline constexpr u32 CRC_NIBBLES[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

// `previous` continues the sum of what came before: crc32(b, n, crc32(a, m)) is the sum of a followed by b.
inline u32 crc32(const u8* at, u32 len, u32 previous = 0) {
  u32 sum = ~previous;
  for (u32 i = 0; i < len; i++) {
    sum ^= at[i];
    sum = sum >> 4 ^ CRC_NIBBLES[sum & 15];
    sum = sum >> 4 ^ CRC_NIBBLES[sum & 15];
  }
  return ~sum;
}

}  // namespace fw
