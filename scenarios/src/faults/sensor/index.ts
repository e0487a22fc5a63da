import type { FaultKind } from '../fault-kind.ts';

export const SENSOR_FAULTS: readonly FaultKind[] = [];
