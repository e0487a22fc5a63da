/** Consistent overhead byte stuffing: bytes without a zero, so that a zero may end a frame. */

/** Encodes into `into` at `at`; returns the position after the last byte. The closing zero is not written. */
export function cobsEncode(from: Uint8Array, length: number, into: Uint8Array, at = 0): number {
  let codeAt = at;
  let write = at + 1;
  for (let index = 0; index < length; index += 1) {
    const byte = from[index] ?? 0;
    if (byte !== 0) into[write++] = byte;
    const full = write - codeAt === 255;
    if (byte !== 0 && !full) continue;
    if (full && index === length - 1 && byte !== 0) break;
    into[codeAt] = write - codeAt;
    codeAt = write;
    write += 1;
  }
  into[codeAt] = write - codeAt;
  return write;
}

/** Decodes `length` bytes in place; the decoded length, or -1 for bytes that no encoder makes. */
export function cobsDecode(bytes: Uint8Array, length: number): number {
  let read = 0;
  let write = 0;
  while (read < length) {
    const code = bytes[read++] ?? 0;
    if (code === 0 || code - 1 > length - read) return -1;
    for (let index = 1; index < code; index += 1) bytes[write++] = bytes[read++] ?? 0;
    if (read < length && code !== 255) bytes[write++] = 0;
  }
  return write;
}
