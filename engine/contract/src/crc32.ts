/** CRC-32 as in Ethernet, zip and PNG (reflected, polynomial 0xEDB88320): guards flash tables, journal records and the link. */

const TABLE: Int32Array = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/**
 * CRC-32 of bytes `start` to `end`, as an unsigned 32-bit integer. `previous` continues the sum of what came before:
 * `crc32(b, 0, n, crc32(a)) === crc32(a followed by b)`.
 */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length, previous = 0): number {
  let sum = ~previous;
  for (let at = start; at < end; at += 1) sum = (sum >>> 8) ^ (TABLE[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return ~sum >>> 0;
}
