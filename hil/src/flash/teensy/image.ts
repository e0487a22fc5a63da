/** Images of a Teensy 4.1: Intel HEX whose flash configuration block says 8 MB. */
import MemoryMap from 'nrf-intel-hex';
import { FlashError } from '../errors.ts';

/** Where the FlexSPI flash begins in the processor's memory. */
export const FLASH_BASE = 0x60000000;
/** The loader keeps the last 256 kB of the 8 MB. */
export const FLASH_END = 0x607c0000;
export const BLOCK_BYTES = 1024;

/** `FCFB`, little-endian, begins a flash configuration block of the i.MX RT. */
const FCFB = 0x42464346;
/** Size of the flash chip, in that block: what tells a 4.1 from its sisters. */
const FLASH_SIZE_AT = 80;
const FLASH_SIZES: Readonly<Record<number, string>> = {
  2097152: 'a Teensy 4.0',
  16777216: 'a Teensy MicroMod',
};
const TEENSY_41_BYTES = 0x00800000;
/** Image vector table and the boot data that it points to: start and length of the image. */
const VECTOR_TABLE_AT = 0x1000;
const BOOT_DATA_POINTER_AT = VECTOR_TABLE_AT + 16;

/** Flash contents from its start, `0xFF` where the image says nothing. */
export interface TeensyImage {
  readonly bytes: Uint8Array;
  /** Block numbers to write, in order; block 0 always. */
  readonly blocks: readonly number[];
  /** Blocks within the image that are blank, which an erased flash holds already. */
  readonly skipped: number;
}

/** @throws FlashError IMAGE_MALFORMED, IMAGE_TRUNCATED, IMAGE_PLATFORM, IMAGE_TOO_LARGE */
export function parseTeensyImage(hex: Uint8Array): TeensyImage {
  const memory = parseHex(Buffer.from(hex).toString('latin1'));
  const addresses = [...memory.keys()];
  const start = Math.min(...addresses);
  const end = Math.max(...[...memory].map(([address, bytes]) => address + bytes.length));
  if (start !== FLASH_BASE) {
    throw new FlashError('IMAGE_PLATFORM', `expected an image at 0x${text(FLASH_BASE)}, seen one at 0x${text(start)}`);
  }
  checkConfiguration(memory);
  if (end > FLASH_END) {
    throw new FlashError('IMAGE_TOO_LARGE', `expected an end at or below 0x${text(FLASH_END)}, seen 0x${text(end)}`);
  }
  checkLength(memory, end);
  const length = Math.ceil((end - FLASH_BASE) / BLOCK_BYTES) * BLOCK_BYTES;
  const bytes = memory.slicePad(FLASH_BASE, length);
  const all = Array.from({ length: length / BLOCK_BYTES }, (_, block) => block);
  const blocks = all.filter((block) => block === 0 || !isBlank(bytes, block));
  return { bytes, blocks, skipped: all.length - blocks.length };
}

function parseHex(hex: string): MemoryMap {
  // A file that was cut has no end record, or its last line is half a line.
  if (!/:00000001FF\s*$/i.test(hex) && /^:[\da-f]{8}/i.test(hex)) {
    throw new FlashError('IMAGE_TRUNCATED', `expected an end record, seen an end at "${hex.slice(-20).trim()}"`);
  }
  let memory: MemoryMap;
  try {
    memory = MemoryMap.fromHex(hex);
  } catch (error) {
    throw new FlashError('IMAGE_MALFORMED', `expected Intel HEX, seen ${(error as Error).message}`);
  }
  if (memory.size === 0) throw new FlashError('IMAGE_TRUNCATED', 'expected an image, seen an end record alone');
  return memory;
}

function checkConfiguration(memory: MemoryMap): void {
  const tag = memory.getUint32(FLASH_BASE, true);
  if (tag !== FCFB) {
    throw new FlashError('IMAGE_PLATFORM', `expected FCFB at its start, seen ${hexOrNothing(tag)}`);
  }
  const size = memory.getUint32(FLASH_BASE + FLASH_SIZE_AT, true);
  if (size !== TEENSY_41_BYTES) {
    const whose = FLASH_SIZES[size ?? 0] ?? 'another board';
    const seen = `${hexOrNothing(size)}, as for ${whose}`;
    throw new FlashError('IMAGE_PLATFORM', `expected a flash of 0x${text(TEENSY_41_BYTES)} bytes, seen ${seen}`);
  }
}

/** The boot data tell how long the image is: a file that was cut between two records ends before that. */
function checkLength(memory: MemoryMap, end: number): void {
  const pointer = memory.getUint32(FLASH_BASE + BOOT_DATA_POINTER_AT, true);
  const start = pointer === undefined ? undefined : memory.getUint32(pointer, true);
  const length = pointer === undefined ? undefined : memory.getUint32(pointer + 4, true);
  if (start !== FLASH_BASE || length === undefined) {
    throw new FlashError(
      'IMAGE_TRUNCATED',
      `expected boot data, seen an image that ends at 0x${text(end)} without any`,
    );
  }
  if (end < FLASH_BASE + length) {
    throw new FlashError('IMAGE_TRUNCATED', `expected an end at 0x${text(FLASH_BASE + length)}, seen 0x${text(end)}`);
  }
}

function isBlank(bytes: Uint8Array, block: number): boolean {
  return bytes.subarray(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES).every((byte) => byte === 0xff);
}

const text = (value: number): string => value.toString(16).padStart(8, '0');
const hexOrNothing = (value: number | undefined): string => (value === undefined ? 'nothing' : `0x${text(value)}`);
