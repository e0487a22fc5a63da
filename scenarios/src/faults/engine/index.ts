import type { FaultKind } from '../fault-kind.ts';

export const ENGINE_FAULTS: readonly FaultKind[] = [];
