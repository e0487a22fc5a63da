import type { FaultKind } from '../fault-kind.ts';

export const NETWORK_FAULTS: readonly FaultKind[] = [];
