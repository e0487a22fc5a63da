/** Every fault that a scenario can name. */
import { ACTUATOR_FAULTS } from './actuator/index.ts';
import { CONTROLLER_FAULTS } from './controller/index.ts';
import { ENGINE_FAULTS } from './engine/index.ts';
import type { FaultKind } from './fault-kind.ts';
import { NETWORK_FAULTS } from './network/index.ts';
import { OPERATOR_FAULTS } from './operator/index.ts';
import { SECURITY_FAULTS } from './security/index.ts';
import { SENSOR_FAULTS } from './sensor/index.ts';

export const FAULTS: ReadonlyMap<string, FaultKind> = new Map(
  [
    ...NETWORK_FAULTS,
    ...CONTROLLER_FAULTS,
    ...SENSOR_FAULTS,
    ...ACTUATOR_FAULTS,
    ...ENGINE_FAULTS,
    ...OPERATOR_FAULTS,
    ...SECURITY_FAULTS,
  ].map((kind) => [kind.name, kind]),
);
