import type { FaultKind } from '../fault-kind.ts';

export const ACTUATOR_FAULTS: readonly FaultKind[] = [];
