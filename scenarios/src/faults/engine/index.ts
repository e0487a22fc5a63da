/** The engine's process, its disk and its machine in trouble. */
import type { FaultKind } from '../fault-kind.ts';
import { CORRUPT_JOURNAL, CRASH, DISK_FULL, MISSING_JOURNAL, TORN_JOURNAL } from './crash.ts';
import { STALL, TWO_ENGINES, WALL_CLOCK_JUMP } from './machine.ts';

export const ENGINE_FAULTS: readonly FaultKind[] = [
  CRASH,
  TORN_JOURNAL,
  CORRUPT_JOURNAL,
  MISSING_JOURNAL,
  DISK_FULL,
  STALL,
  TWO_ENGINES,
  WALL_CLOCK_JUMP,
];
