/** Actuators and their wires that do not do what they are told. */
import type { FaultKind } from '../fault-kind.ts';
import { CROSSED_INPUTS, CROSSED_OUTPUTS } from './crossed.ts';
import { DEAD_DRIVE } from './dead-drive.ts';
import { LYING_READ_BACK } from './lying-read-back.ts';
import { STUCK_OFF, WELDED } from './output-faults.ts';
import { PARTIAL } from './partial.ts';
import { SLOW } from './slow.ts';

export const ACTUATOR_FAULTS: readonly FaultKind[] = [
  SLOW,
  PARTIAL,
  WELDED,
  STUCK_OFF,
  DEAD_DRIVE,
  LYING_READ_BACK,
  CROSSED_INPUTS,
  CROSSED_OUTPUTS,
];
