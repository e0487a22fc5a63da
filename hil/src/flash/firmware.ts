/** An image with its manifest, as files or in memory. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PLATFORMS, type Platform } from '../station/types.ts';
import { FlashError } from './errors.ts';
import { flashFileNames } from './esp32/image.ts';
import { MANIFEST_SCHEMA, type Manifest, type ManifestBody, sha256, signManifest } from './manifest.ts';

/** A Teensy's is one Intel HEX file, an emulated board's one ELF file, an ESP32's `flasher_args.json` and what it names. */
export interface Firmware {
  readonly manifest: Manifest;
  /** The file to start from: a key of `files`. */
  readonly main: string;
  /** Contents by name, relative to the main file. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const MANIFEST_SUFFIX = '.manifest.json';

/** Facts of a build that is to be packed. */
export type BuildFacts = Pick<ManifestBody, 'platform' | 'buildHash' | 'contractHash'>;

/** An image without a signature, its manifest made from the files. */
export function packFirmware(facts: BuildFacts, main: string, files: ReadonlyMap<string, Uint8Array>): Firmware {
  const digests = Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)]));
  const { platform, buildHash, contractHash } = facts;
  return { manifest: { schema: MANIFEST_SCHEMA, platform, buildHash, contractHash, files: digests }, main, files };
}

/** The same image, signed. @param privateKeyPem ed25519, PKCS #8 */
export function signFirmware(firmware: Firmware, privateKeyPem: string): Firmware {
  return { ...firmware, manifest: signManifest(firmware.manifest, privateKeyPem) };
}

/** Packs files of a build as they lie on disk. @param path the main file */
export function packFiles(facts: BuildFacts, path: string): Firmware {
  return packFirmware(facts, basename(path), readFiles(facts.platform, path));
}

/** Writes `<path>.manifest.json` beside the main file. @returns its path */
export function writeManifest(path: string, manifest: Manifest): string {
  const target = `${path}${MANIFEST_SUFFIX}`;
  writeFileSync(target, `${JSON.stringify(manifest, null, 2)}\n`);
  return target;
}

/**
 * Reads an image with its manifest. Nothing is trusted yet: `verifyManifest` does that.
 * @param path the main file
 * @throws FlashError IMAGE_UNSIGNED without a manifest, IMAGE_MALFORMED
 */
export function readFirmware(path: string): Firmware {
  const manifestPath = `${path}${MANIFEST_SUFFIX}`;
  if (!existsSync(manifestPath)) {
    throw new FlashError('IMAGE_UNSIGNED', `expected ${manifestPath} beside the image, seen no such file`);
  }
  const manifest = parseManifest(readFileSync(manifestPath, 'utf8'));
  return { manifest, main: basename(path), files: readFiles(manifest.platform, path) };
}

/** @throws FlashError IMAGE_MALFORMED */
export function parseManifest(text: string): Manifest {
  let value: Partial<Manifest> | null;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FlashError('IMAGE_MALFORMED', `expected a manifest in JSON, seen ${(error as Error).message}`);
  }
  const texts = [value?.buildHash, value?.contractHash, ...Object.values(value?.files ?? { none: 0 })];
  const { signature } = value ?? {};
  const signed = signature === undefined || [signature?.keyId, signature?.ed25519].every(isText);
  if (value?.schema !== MANIFEST_SCHEMA || !texts.every(isText) || !signed) {
    throw new FlashError('IMAGE_MALFORMED', `expected a manifest of ${MANIFEST_SCHEMA}, seen ${text.slice(0, 200)}`);
  }
  if (!PLATFORMS.some((platform) => platform === value.platform)) {
    throw new FlashError('IMAGE_PLATFORM', `expected one of ${PLATFORMS.join(', ')}, seen ${String(value.platform)}`);
  }
  return value as Manifest;
}

const isText = (value: unknown): boolean => typeof value === 'string';

function readFiles(platform: Platform, path: string): Map<string, Uint8Array> {
  const main = readImageFile(path);
  const names = platform === 'esp32' ? flashFileNames(main) : [];
  const others = names.map((name) => [name, readImageFile(join(dirname(path), name))] as const);
  return new Map([[basename(path), main], ...others]);
}

function readImageFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new FlashError('IMAGE_TRUNCATED', `expected the image's file ${path}, seen ${(error as Error).message}`);
  }
}

/** The main file. @throws FlashError IMAGE_TRUNCATED */
export function mainFile(firmware: Firmware): Uint8Array {
  const bytes = firmware.files.get(firmware.main);
  if (bytes === undefined || bytes.length === 0) {
    throw new FlashError('IMAGE_TRUNCATED', `expected ${firmware.main} with content, seen none`);
  }
  return bytes;
}
