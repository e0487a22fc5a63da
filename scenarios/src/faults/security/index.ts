import type { FaultKind } from '../fault-kind.ts';

export const SECURITY_FAULTS: readonly FaultKind[] = [];
