import type { FaultKind } from '../fault-kind.ts';
import { INJECTIONS } from './injections.ts';
import { KEYS } from './keys.ts';

export const SECURITY_FAULTS: readonly FaultKind[] = [...INJECTIONS, ...KEYS];
