/** The planted defects: for who builds mutants, and for tests. No product imports them (ADR 0020). */
import type { Defect } from './defect.ts';
import { ENGINE } from './engine.ts';
import { ENGINE_COMMANDS } from './engine-commands.ts';
import { FIRMWARE } from './firmware.ts';
import { NETWORK } from './network.ts';
import { ROOM } from './room.ts';
import { WORLD } from './world.ts';

export { type Defect, PLACES, type Place, type TextPatch } from './defect.ts';

export const DEFECTS: readonly Defect[] = [...ENGINE, ...ENGINE_COMMANDS, ...FIRMWARE, ...NETWORK, ...WORLD, ...ROOM];

/** So gross that every game shows it. A harness that misses it shows nothing. */
export const CANARY: Defect = {
  id: 'canary',
  where: 'engine',
  title: 'Every command of a device has the same sequence.',
  patches: [
    {
      file: 'engine/core/src/commands/command-pipeline.ts',
      from: 'const sequence = (this.#sequences[request.device] ?? 0) + 1;',
      to: 'const sequence = 1;',
    },
  ],
  expected: 17,
  games: 1,
};
