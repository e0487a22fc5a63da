/** People who ask for the wrong thing, too much, or at the worst moment. */
import type { FaultKind } from '../fault-kind.ts';
import { BOUNCING_ESTOP, ESTOP_AT_TRANSITION, RESET_WHILE_PRESSED } from './estop.ts';
import { LEFT_ON } from './left-on.ts';
import { STORM } from './storm.ts';
import { SAME_PERSON, TOKEN_LATE, TOKEN_REUSED } from './tokens.ts';

export const OPERATOR_FAULTS: readonly FaultKind[] = [
  STORM,
  ESTOP_AT_TRANSITION,
  BOUNCING_ESTOP,
  RESET_WHILE_PRESSED,
  SAME_PERSON,
  TOKEN_REUSED,
  TOKEN_LATE,
  LEFT_ON,
];
