/** Controller definitions for tests. */
import type { ControllerDefinition, UnitDefinition } from '@understudy/contract';

type Device = ControllerDefinition['devices'][string];

/** Pin 0 is the E-stop chain of every test controller. */
export const ESTOP = 0;

/** A device with one unit `u` and an operation for each verb, of the verb's own name; arguments are integer parameters. */
export function device(
  unit: UnitDefinition,
  verbs: Readonly<Record<string, readonly string[]>>,
  extra?: Partial<Device>,
): Device {
  const operations = Object.fromEntries(
    Object.entries(verbs).map(([verb, args]) => [
      verb,
      {
        unit: 'u',
        verb,
        parameters: Object.fromEntries(
          args.map((name) => [name, { type: 'integer' as const, minimum: -1_000_000, maximum: 100_000_000 }]),
        ),
      },
    ]),
  );
  return { title: 'test', safetyClass: 'CRITICAL', units: { u: unit }, operations, ...extra };
}

/** A controller `c` with these devices. */
export function controller(
  devices: Readonly<Record<string, Device>>,
  extra?: Partial<ControllerDefinition>,
): ControllerDefinition {
  return {
    controller: 'c',
    title: 'test',
    zone: 'lab',
    heartbeatMs: 1000,
    estopPin: ESTOP,
    devices: { ...devices },
    ...extra,
  };
}
