import type { FaultKind } from '../fault-kind.ts';
import { BROKER } from './broker.ts';
import { CONNECTIONS } from './connections.ts';
import { HOLDS } from './holds.ts';
import { LINKS } from './links.ts';
import { REPEATS } from './repeats.ts';
import { WILLS } from './wills.ts';

export const NETWORK_FAULTS: readonly FaultKind[] = [
  ...LINKS,
  ...REPEATS,
  ...HOLDS,
  ...CONNECTIONS,
  ...WILLS,
  ...BROKER,
];
