/** Images for the stand-ins: small, whole, and with the build hash where their boot looks for it. */
import { createHash } from 'node:crypto';
import MemoryMap from 'nrf-intel-hex';
import { FLASH_BASE } from '../teensy/image.ts';
import { BUILD_HASH_AT } from './teensy.ts';

export interface TeensyImageOptions {
  readonly buildHash: string;
  /** Default 8 kB, of which the seventh is blank. */
  readonly bytes?: number;
  /** Size of the flash that the configuration block tells. Default that of a Teensy 4.1. */
  readonly flashBytes?: number;
  readonly base?: number;
  /** Address of the end of 16 bytes more, for an image that is large and nearly empty. */
  readonly tailEnd?: number;
}

/** Flash contents of a Teensy image. */
export function teensyImageBytes({ buildHash, bytes = 8192, flashBytes = 0x00800000 }: TeensyImageOptions): Uint8Array {
  const image = Buffer.alloc(bytes);
  for (let index = 0; index < bytes; index += 1) image[index] = (index * 7 + (index >> 8)) & 0xff;
  if (bytes >= 8192) image.fill(0xff, 6 * 1024, 7 * 1024);
  image.write('FCFB', 0, 'latin1');
  image.writeUInt32LE(flashBytes, 80);
  image.writeUInt32LE(0x432000d1, 0x1000);
  image.writeUInt32LE(FLASH_BASE + 0x1020, 0x1010);
  image.writeUInt32LE(FLASH_BASE, 0x1020);
  image.writeUInt32LE(bytes, 0x1024);
  image.write(buildHash, BUILD_HASH_AT, 'latin1');
  createHash('sha256')
    .update(image.subarray(0, bytes - 32))
    .digest()
    .copy(image, bytes - 32);
  return image;
}

/** The same as Intel HEX. */
export function teensyHex(options: TeensyImageOptions): Uint8Array {
  const memory = new MemoryMap();
  memory.set(options.base ?? FLASH_BASE, teensyImageBytes(options));
  if (options.tailEnd !== undefined) memory.set(options.tailEnd - 16, new Uint8Array(16));
  return Buffer.from(memory.asHexString(), 'latin1');
}
