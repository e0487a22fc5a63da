import type { FaultKind } from '../fault-kind.ts';

export const CONTROLLER_FAULTS: readonly FaultKind[] = [];
