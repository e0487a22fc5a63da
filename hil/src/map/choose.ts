/** Which boards of the map a command means. */
import { EMULATED_PLATFORMS, type Platform } from '../station/types.ts';
import { ConfigurationError, RigError } from './errors.ts';
import type { MapEntry } from './types.ts';

export interface Wanted {
  readonly platform?: Platform;
  /** An id of the map, or `<room>/<controller>`. */
  readonly board?: string;
}

/** A DUT and its bench controller. In emulation both are one entry. */
export interface Rig {
  readonly dut: MapEntry;
  readonly bench: MapEntry;
}

/**
 * Connected DUTs that are wanted, each with its bench.
 * @throws ConfigurationError NO_SUCH_BOARD when the map has none; RigError BOARD_ABSENT when none, or no bench, is plugged in
 */
export function chooseRigs(entries: readonly MapEntry[], { platform, board }: Wanted): Rig[] {
  const known = entries.filter(
    (entry) =>
      entry.role === 'dut' &&
      (platform === undefined || entry.platform === platform) &&
      (board === undefined || entry.id === board || entry.controller === board),
  );
  const words = [platform, board].filter((word) => word !== undefined).join(' ') || 'any DUT';
  if (known.length === 0) {
    const seen = entries.map(({ id, platform: of, role }) => `${id} (${of}, ${role})`).join(', ') || 'an empty map';
    throw new ConfigurationError('NO_SUCH_BOARD', `expected ${words} in the hardware map, seen ${seen}`);
  }
  const here = known.filter(({ connected }) => connected);
  if (here.length === 0) throw absent(known);
  return here.map((dut) => {
    if (EMULATED_PLATFORMS.includes(dut.platform)) return { dut, bench: dut };
    const bench = entries.find((entry) => entry.role === 'bench' && entry.bench === dut.bench);
    if (bench === undefined) throw new ConfigurationError('NO_BENCH', `expected a bench for ${dut.id}, seen none`);
    if (!bench.connected) throw absent([bench]);
    return { dut, bench };
  });
}

const absent = (entries: readonly MapEntry[]): RigError =>
  new RigError('BOARD_ABSENT', `expected ${entries.map(({ id }) => id).join(' or ')} plugged in, seen none of them`);
