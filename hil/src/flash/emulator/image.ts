/** Images of an emulated Cortex-M7: an ELF file for a 32-bit little-endian ARM. */
import { FlashError } from '../errors.ts';

const HEADER_BYTES = 52;
const ARM = 40;

/** @throws FlashError IMAGE_MALFORMED, IMAGE_PLATFORM, IMAGE_TRUNCATED */
export function checkElf(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES) truncated(HEADER_BYTES, bytes);
  if (view.getUint32(0) !== 0x7f454c46) {
    throw new FlashError('IMAGE_MALFORMED', `expected an ELF file, seen 0x${view.getUint32(0).toString(16)}`);
  }
  const [bits, order, machine] = [view.getUint8(4), view.getUint8(5), view.getUint16(18, true)];
  if (bits !== 1 || order !== 1 || machine !== ARM) {
    const seen = `${bits * 32} bits, order ${order}, machine ${machine}`;
    throw new FlashError('IMAGE_PLATFORM', `expected 32 bits, order 1, machine ${ARM} (ARM), seen ${seen}`);
  }
  const [programsAt, sectionsAt] = [view.getUint32(28, true), view.getUint32(32, true)];
  const [programBytes, programs] = [view.getUint16(42, true), view.getUint16(44, true)];
  const [sectionBytes, sections] = [view.getUint16(46, true), view.getUint16(48, true)];
  const tablesEnd = Math.max(programsAt + programBytes * programs, sectionsAt + sectionBytes * sections);
  if (bytes.length < tablesEnd) truncated(tablesEnd, bytes);
  for (let index = 0; index < programs; index += 1) {
    const at = programsAt + index * programBytes;
    const end = view.getUint32(at + 4, true) + view.getUint32(at + 16, true);
    if (bytes.length < end) truncated(end, bytes);
  }
}

function truncated(expected: number, bytes: Uint8Array): never {
  throw new FlashError('IMAGE_TRUNCATED', `expected an ELF file of at least ${expected} bytes, seen ${bytes.length}`);
}
