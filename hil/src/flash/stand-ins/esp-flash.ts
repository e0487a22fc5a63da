/** The flash of an ESP32 stand-in: erased by sectors, written by clearing bits, its content the firmware that boots. */
import { createHash } from 'node:crypto';

const SECTOR_BYTES = 4096;
const FLASH_BYTES = 4 * 1024 * 1024;
/** Test programs: build hash here, SHA-256 of all before in the last 32 bytes of `APP_BYTES`. */
export const APP_AT = 0x10000;
export const APP_HASH_AT = 0x40;
export const APP_HASH_BYTES = 16;
const LENGTH_AT = 0x38;

export class EspFlash {
  readonly bytes = new Uint8Array(FLASH_BYTES).fill(0xff);
  /** Times that anything was erased or written. */
  touched = 0;

  erase(offset: number, length: number): void {
    this.touched += 1;
    const end = Math.ceil((offset + length) / SECTOR_BYTES) * SECTOR_BYTES;
    this.bytes.fill(0xff, offset, Math.min(end, FLASH_BYTES));
  }

  write(offset: number, block: Uint8Array): void {
    this.touched += 1;
    for (const [index, byte] of block.entries()) this.bytes[offset + index] = (this.bytes[offset + index] ?? 0) & byte;
  }

  md5(offset: number, length: number): Buffer {
    return createHash('md5')
      .update(this.bytes.subarray(offset, offset + length))
      .digest();
  }

  /** Build hash of the program, or undefined where it is not whole. */
  program(): string | undefined {
    const app = this.bytes.subarray(APP_AT);
    const length = Buffer.from(app.buffer, app.byteOffset).readUInt32LE(LENGTH_AT);
    if (app[0] !== 0xe9 || length < APP_HASH_AT || length > app.length) return undefined;
    const digest = createHash('sha256')
      .update(app.subarray(0, length - 32))
      .digest();
    if (!digest.equals(app.subarray(length - 32, length))) return undefined;
    return Buffer.from(app.subarray(APP_HASH_AT, APP_HASH_AT + APP_HASH_BYTES)).toString('latin1');
  }
}

/** A program that boots here: one segment, as ESP-IDF's images have them. @param bytes a multiple of 16 */
export function espProgram(buildHash: string, bytes: number, chipId = 0): Uint8Array {
  const app = Buffer.alloc(bytes);
  // Noise that does not compress, so that there are blocks to lose.
  let noise = bytes;
  for (let index = 0x50; index < bytes; index += 1) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) >>> 0;
    app[index] = noise >>> 24;
  }
  app.set([0xe9, 1, 2, 0x20]);
  app.writeUInt16LE(chipId, 12);
  app[23] = 1;
  // Data of the segment, up to the checksum's 16 bytes and the digest.
  app.writeUInt32LE(bytes - 32 - 16 - 32, 28);
  app.writeUInt32LE(bytes, LENGTH_AT);
  app.write(buildHash, APP_HASH_AT, 'latin1');
  createHash('sha256')
    .update(app.subarray(0, bytes - 32))
    .digest()
    .copy(app, bytes - 32);
  return app;
}
