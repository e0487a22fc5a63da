/** The frame of an ID-12LA reader: STX, ten hex digits of the 40-bit id, two of their checksum, CR, LF, ETX. */
export const FRAME_BYTES = 16;

const STX = 0x02;
const CR = 0x0d;
const LF = 0x0a;
const ETX = 0x03;
const ID_BYTES = 5;
const LOW_BITS = 2 ** 31;
const ZERO = 0x30;
/** From the digit 10 to the letter A. */
const LETTER = 0x37;

/** Writes the frame of the tag `high * 2^31 + low` (9 and 31 bits). The checksum is the XOR of the id's five bytes. */
export function writeTagFrame(frame: Uint8Array, low: number, high: number): void {
  let rest = high * LOW_BITS + low;
  let checksum = 0;
  for (let index = ID_BYTES - 1; index >= 0; index -= 1) {
    const byte = rest % 256;
    rest = (rest - byte) / 256;
    checksum ^= byte;
    putHex(frame, 1 + 2 * index, byte);
  }
  putHex(frame, 1 + 2 * ID_BYTES, checksum);
  frame[0] = STX;
  frame[FRAME_BYTES - 3] = CR;
  frame[FRAME_BYTES - 2] = LF;
  frame[FRAME_BYTES - 1] = ETX;
}

function putHex(frame: Uint8Array, at: number, byte: number): void {
  frame[at] = hexDigit(byte >> 4);
  frame[at + 1] = hexDigit(byte & 15);
}

function hexDigit(value: number): number {
  return value < 10 ? ZERO + value : LETTER + value;
}
