import type { FaultKind } from '../fault-kind.ts';

export const OPERATOR_FAULTS: readonly FaultKind[] = [];
