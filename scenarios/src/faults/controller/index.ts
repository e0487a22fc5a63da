import type { FaultKind } from '../fault-kind.ts';
import { CLOCKS } from './clocks.ts';
import { TWO_WITH_ONE_ID } from './double.ts';
import { HANGS } from './hangs.ts';
import { MISMATCHES } from './mismatches.ts';
import { RESETS } from './resets.ts';
import { SUPPLIES } from './supplies.ts';

export const CONTROLLER_FAULTS: readonly FaultKind[] = [
  ...RESETS,
  ...SUPPLIES,
  ...CLOCKS,
  ...HANGS,
  ...MISMATCHES,
  TWO_WITH_ONE_ID,
];
