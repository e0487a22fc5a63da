/** Boards that run another build than the image at hand: their results are of that build, and whoever reads them must know. */
import { CONTRACT_HASH } from '@understudy/contract';
import { type DriftFinding, findDrift, type Platform, readFirmware, type SessionReport } from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import type { Images } from './images.ts';

/** What the boards should run. */
export interface ExpectedBuild {
  readonly buildHash: string;
  readonly contractHash: string;
}

export interface DriftOptions {
  readonly platform: Platform;
  /** The image that was flashed, with its manifest. */
  readonly image?: string;
  readonly hardwareMap?: string;
}

/**
 * The image that is named; of emulated boards of a map, this checkout's. Undefined: there is none to compare with, or the bench
 * is made of it.
 * @throws Failure WRONG_IMAGE; FlashError IMAGE_UNSIGNED, IMAGE_MALFORMED; FirmwareBuildError
 */
export async function expectedBuild(
  { platform, image, hardwareMap }: DriftOptions,
  images: Images,
): Promise<ExpectedBuild | undefined> {
  if (image !== undefined) {
    const { manifest } = readFirmware(image);
    if (manifest.platform === platform) return manifest;
    throw new Failure('WRONG_IMAGE', `expected an image of ${platform}, seen ${manifest.platform}`, EXIT.usage);
  }
  if (platform !== 'qemu-m7' || hardwareMap === undefined) return undefined;
  return { buildHash: (await images.m7()).buildHash, contractHash: CONTRACT_HASH };
}

/** Each finding once, however many jobs saw it. A session whose DUT never said HELLO tells nothing. */
export function driftOf(
  reports: readonly SessionReport[],
  expected: ExpectedBuild | undefined,
): readonly DriftFinding[] {
  if (expected === undefined) return [];
  const findings = reports.flatMap(({ facts: { room, controller, dutHello } }) => {
    const { buildHash, contractHash } = dutHello;
    if (typeof buildHash !== 'string' || typeof contractHash !== 'string') return [];
    return findDrift({ controller: `${room}/${controller}`, ...expected }, { buildHash, contractHash });
  });
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()];
}
