/** The emulated Cortex-M7: its image, and how fast it answers by its own clock. Needs gcc-arm-none-eabi and qemu-system-arm. */
import { join } from 'node:path';
import { buildM7, M7_LIMITS } from '@understudy/firmware';
import { measureAcceptLatency } from '@understudy/hil';
import { CACHE } from '../src/paths.ts';

export interface BoardFigures {
  readonly flashBytes: number;
  readonly flashLimitBytes: number;
  readonly ramBytes: number;
  readonly ramLimitBytes: number;
  readonly commandBytes: number;
  /** Guest µs from a command's last byte in to its ACCEPTED's last byte out. */
  readonly acceptedUs: readonly number[];
  readonly acceptedP50Us: number;
  readonly acceptedP99Us: number;
  readonly acceptedMaxUs: number;
}

export async function measureBoard(samples: number): Promise<BoardFigures> {
  const image = await buildM7({ cacheDir: join(CACHE, 'firmware') });
  const { samplesUs, commandBytes } = await measureAcceptLatency({ elf: image.elf, samples });
  const sorted = [...samplesUs].sort((left, right) => left - right);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return {
    flashBytes: image.flashBytes,
    flashLimitBytes: M7_LIMITS.flashBytes,
    ramBytes: image.ramBytes,
    ramLimitBytes: M7_LIMITS.ramBytes,
    commandBytes,
    acceptedUs: samplesUs,
    acceptedP50Us: at(0.5),
    acceptedP99Us: at(0.99),
    acceptedMaxUs: at(1),
  };
}
