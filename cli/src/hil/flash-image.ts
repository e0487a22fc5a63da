/** The image that `hil flash` writes: one that was given, or this checkout's for emulated boards. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT_HASH } from '@understudy/contract';
import { type Firmware, packFiles, readFirmware, type Trust } from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import type { FlashTarget } from './flash-target.ts';
import type { BenchHome } from './home.ts';
import type { Images } from './images.ts';

export interface FlashImage {
  readonly firmware: Firmware;
  readonly trust: Trust;
}

export interface ImageChoice {
  readonly image?: string;
  readonly allowUnsigned?: string;
}

/** @throws Failure NO_IMAGE; FlashError IMAGE_UNSIGNED, IMAGE_MALFORMED; FirmwareBuildError */
export async function flashImage(
  { image, allowUnsigned }: ImageChoice,
  { platform, emulated }: FlashTarget,
  images: Images,
  home: BenchHome,
): Promise<FlashImage> {
  const publicKeys = trustedKeys(home);
  if (image !== undefined) {
    const trust = { publicKeys, ...(allowUnsigned !== undefined && { allowUnsigned }) };
    return { firmware: readFirmware(image), trust };
  }
  if (!emulated) {
    throw new Failure('NO_IMAGE', `expected --image for a ${platform}: its tools build it, seen none`, EXIT.usage);
  }
  const { elf, buildHash } = await images.m7();
  const firmware = packFiles({ platform: 'qemu-m7', buildHash, contractHash: CONTRACT_HASH }, elf);
  return { firmware, trust: { publicKeys, allowUnsigned: 'built from this checkout by this command' } };
}

/** PEM files of a folder that only who looks after this machine writes to. */
function trustedKeys({ keys }: BenchHome): string[] {
  if (!existsSync(keys)) return [];
  const names = readdirSync(keys).filter((name) => name.endsWith('.pem'));
  return names.sort().map((name) => readFileSync(join(keys, name), 'utf8'));
}
