/** Images of an ESP32: `flasher_args.json` of ESP-IDF and the files that it names, each with its offset. */
import { FlashError } from '../errors.ts';

export interface EspRegion {
  readonly name: string;
  /** Flash address. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

interface FlasherArgs {
  readonly flash_files?: Readonly<Record<string, string>>;
  readonly flash_settings?: { readonly flash_size?: string };
  readonly extra_esptool_args?: { readonly chip?: string };
}

const IMAGE_MAGIC = 0xe9;
const HEADER_BYTES = 24;
const SEGMENT_COUNT_AT = 1;
const CHIP_ID_AT = 12;
const HASH_APPENDED_AT = 23;
/** In the header of an image; others are the S2, S3, C3 and so on. */
const ESP32_CHIP_ID = 0;

/** Names of the files, relative to `flasher_args.json`. @throws FlashError IMAGE_MALFORMED */
export function flashFileNames(args: Uint8Array): readonly string[] {
  return Object.values(parseArgs(args).flash_files ?? {});
}

/**
 * Regions by ascending offset.
 * @param main `flasher_args.json` @param files by the names that it uses
 * @throws FlashError IMAGE_MALFORMED, IMAGE_TRUNCATED, IMAGE_PLATFORM, IMAGE_TOO_LARGE
 */
export function parseEspImage(main: Uint8Array, files: ReadonlyMap<string, Uint8Array>): readonly EspRegion[] {
  const args = parseArgs(main);
  const chip = args.extra_esptool_args?.chip;
  if (chip !== 'esp32') throw new FlashError('IMAGE_PLATFORM', `expected chip esp32, seen ${chip ?? 'none'}`);
  const regions = Object.entries(args.flash_files ?? {}).map(([at, name]) => region(files, at, name));
  if (regions.length === 0) throw new FlashError('IMAGE_MALFORMED', 'expected flash_files, seen none');
  regions.sort((a, b) => a.offset - b.offset);
  checkRoom(regions, flashBytes(args));
  return regions;
}

function parseArgs(bytes: Uint8Array): FlasherArgs {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as FlasherArgs;
  } catch (error) {
    throw new FlashError('IMAGE_MALFORMED', `expected flasher_args.json, seen ${(error as Error).message}`);
  }
}

function region(files: ReadonlyMap<string, Uint8Array>, at: string, name: string): EspRegion {
  const offset = Number(at);
  const bytes = files.get(name);
  if (!Number.isInteger(offset) || offset < 0 || offset % 4096 !== 0) {
    throw new FlashError('IMAGE_MALFORMED', `expected an offset of whole sectors for ${name}, seen ${at}`);
  }
  if (bytes === undefined || bytes.length === 0) {
    throw new FlashError('IMAGE_TRUNCATED', `expected ${name} with content, seen none`);
  }
  // Partition tables and data have no such header; what runs has one.
  if (bytes[0] === IMAGE_MAGIC) checkProgram(name, bytes);
  return { name, offset, bytes };
}

/** Walks the segments: a file that was cut ends before its last one, its checksum or its digest. */
function checkProgram(name: string, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const truncated = (end: number): FlashError =>
    new FlashError('IMAGE_TRUNCATED', `expected ${name} of at least ${end} bytes, seen ${bytes.length}`);
  if (bytes.length < HEADER_BYTES) throw truncated(HEADER_BYTES);
  const chip = view.getUint16(CHIP_ID_AT, true);
  if (chip !== ESP32_CHIP_ID) {
    throw new FlashError('IMAGE_PLATFORM', `expected ${name} for chip ${ESP32_CHIP_ID} (ESP32), seen chip ${chip}`);
  }
  let end = HEADER_BYTES;
  for (let segment = 0; segment < view.getUint8(SEGMENT_COUNT_AT); segment += 1) {
    if (end + 8 > bytes.length) throw truncated(end + 8);
    end += 8 + view.getUint32(end + 4, true);
  }
  // One byte of checksum, up to a multiple of 16; then perhaps a SHA-256.
  end = Math.ceil((end + 1) / 16) * 16 + (view.getUint8(HASH_APPENDED_AT) === 1 ? 32 : 0);
  if (end > bytes.length) throw truncated(end);
}

function flashBytes(args: FlasherArgs): number {
  const size = args.flash_settings?.flash_size ?? '';
  const [, number, unit] = /^(\d+)(MB|KB)$/.exec(size) ?? [];
  if (number === undefined)
    throw new FlashError('IMAGE_MALFORMED', `expected a flash_size such as 4MB, seen "${size}"`);
  return Number(number) * (unit === 'MB' ? 1024 * 1024 : 1024);
}

function checkRoom(regions: readonly EspRegion[], limit: number): void {
  for (const [index, { name, offset, bytes }] of regions.entries()) {
    const end = regions[index + 1]?.offset ?? limit;
    if (offset + bytes.length > end) {
      const seen = `0x${(offset + bytes.length).toString(16)}`;
      throw new FlashError(
        'IMAGE_TOO_LARGE',
        `expected ${name} to end at or below 0x${end.toString(16)}, seen ${seen}`,
      );
    }
  }
}
