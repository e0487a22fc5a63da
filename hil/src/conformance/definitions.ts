/** The small controllers that the cases run on. Pin 0 is the E-stop chain of every one. */
import type { ControllerDefinition, DeviceDefinition, OperationDefinition, UnitDefinition } from '@understudy/contract';

/** The E-stop chain's pin: 1 closed. */
export const ESTOP = 0;

/** A device with one unit `u` and an operation for each verb, of the verb's own name; arguments are integer parameters. */
export function device(
  unit: UnitDefinition,
  verbs: Readonly<Record<string, readonly string[]>> = {},
  extra: Partial<DeviceDefinition> = {},
): DeviceDefinition {
  const operations = Object.entries(verbs).map(([verb, args]): [string, OperationDefinition] => [
    verb,
    {
      unit: 'u',
      verb,
      args: Object.fromEntries(args.map((name) => [name, `$${name}`])),
      parameters: Object.fromEntries(args.map((name) => [name, wide])),
    },
  ]);
  return {
    title: 'test',
    safetyClass: 'CRITICAL',
    units: { u: unit },
    operations: Object.fromEntries(operations),
    ...extra,
  };
}
const wide = { type: 'integer', minimum: -1_000_000, maximum: 100_000_000 } as const;

/** A controller `c` with these devices; device `x` is `c_x` on the wire. */
export function controller(
  devices: Readonly<Record<string, DeviceDefinition>>,
  extra: Partial<ControllerDefinition> = {},
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

/** A relay on pin 1, and nothing else. */
export const LAMP = controller({ lamp: device({ driver: 'relay', pins: { out: 1 } }, { on: [], off: [] }) });

/** Pins of `STAGE`. */
export const FOG = 1;
export const POST = { step: 2, low: 3, high: 4 } as const;
export const COIL = 5;
export const GLOW = 6;
/** No limit of the post reached. */
export const BETWEEN = { [POST.low]: 1, [POST.high]: 1 } as const;

/** Critical fog, a post on a motor, a maglock that holds when the engine is silent, and a lamp that is not critical. */
export const STAGE = controller(
  {
    fog: device({ driver: 'relay', pins: { out: FOG } }, { on: [], off: [] }),
    post: device(
      { driver: 'motor', pins: POST, params: { timeoutMs: 20_000 } },
      { forward: [], reverse: [], stop: [] },
    ),
    door: device({ driver: 'lock', pins: { coil: COIL }, params: { idleLocked: 2 } }, { lock: [], unlock: [] }),
    glow: device(
      { driver: 'relay', pins: { out: GLOW }, params: { safeOn: 1 } },
      { on: [] },
      { safetyClass: 'NON_CRITICAL' },
    ),
  },
  { engineHeartbeatLimitMs: 12_000 },
);
