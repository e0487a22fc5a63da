import { type Static, Type } from 'typebox';
import { SAFETY_CLASSES } from '../vocabulary.ts';
import { Id, IdRecord, Literals, Note, Span } from './common.ts';

/** One parameter of an operation. `color` takes a colour name of the room or "#rrggbb"; `integer` and `number` need a range. */
export const ParameterDefinition = Type.Object(
  {
    type: Literals(['integer', 'number', 'boolean', 'color', 'enum']),
    minimum: Type.Optional(Type.Number()),
    maximum: Type.Optional(Type.Number()),
    values: Type.Optional(Type.Record(Type.String(), Type.Integer(), { description: 'enum: word to argument value' })),
    default: Type.Optional(Type.Union([Type.Number(), Type.Boolean(), Type.String()])),
  },
  { additionalProperties: false },
);

/**
 * An operation (`parameters.op`) of a device: which verb of which unit or units, with fixed arguments or parameters.
 * Exactly one of `unit`, `units` and `every` is given. Over several units it is COMPLETED when all are, and FAILED with
 * the first that fails; with `select` it drives the one unit that a parameter picks (ADR 0016).
 */
export const OperationDefinition = Type.Object(
  {
    unit: Type.Optional(Id),
    units: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description: 'units of this device, or "device.unit" of another one on this controller; all of one driver',
      }),
    ),
    every: Type.Optional(Type.String({ description: 'a driver: every unit of it on this controller' })),
    select: Type.Optional(
      Type.String({
        description:
          'an integer parameter that picks one of `units` or `every`, the first at its minimum; the others stay as they are',
      }),
    ),
    staggerMs: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'between the starts of two units' }),
    ),
    verb: Type.String(),
    args: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Integer(), Type.String()]), {
        description: 'verb argument to a fixed integer, or to "$name" of a parameter',
      }),
    ),
    parameters: Type.Optional(IdRecord(ParameterDefinition)),
    completionMs: Type.Optional(Span),
    description: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

/** One driver instance of a device. Names of pins, parameters and properties are those of the driver (`drivers.ts`). */
export const UnitDefinition = Type.Object(
  {
    driver: Type.String(),
    pins: Type.Optional(IdRecord(Type.Integer({ minimum: 0, maximum: 95 }))),
    params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Integer(), Type.String()]))),
    publish: Type.Optional(
      IdRecord(Id, {
        description: 'driver property to the name in the state message; absent: as the driver names it',
      }),
    ),
  },
  { additionalProperties: false },
);

export const DeviceDefinition = Type.Object(
  {
    title: Type.String(),
    zone: Type.Optional(Id),
    safetyClass: Literals(SAFETY_CLASSES),
    why: Type.Optional(Type.String({ description: 'why this safety class' })),
    commissioning: Type.Optional(
      Type.Boolean({ description: 'answers request_status, noop, set_power_led; default true' }),
    ),
    units: IdRecord(UnitDefinition),
    operations: Type.Optional(IdRecord(OperationDefinition)),
    safe: Type.Optional(Type.String({ description: 'the operation that the engine sends to make this device safe' })),
    notes: Type.Optional(Type.Array(Note)),
  },
  { additionalProperties: false },
);

/** `controllers/<id>.yaml`: what is on one controller. Device ids on the wire are `<controller>_<key>`. */
export const ControllerDefinition = Type.Object(
  {
    controller: Id,
    title: Type.String(),
    zone: Id,
    heartbeatMs: Literals([1000, 2000]),
    engineHeartbeatLimitMs: Type.Optional(Span),
    estopPin: Type.Integer({
      minimum: 0,
      maximum: 95,
      description: 'senses the E-stop chain: 1 closed (healthy), 0 open',
    }),
    ledPin: Type.Optional(Type.Integer({ minimum: 0, maximum: 95 })),
    devices: IdRecord(DeviceDefinition),
    notes: Type.Optional(Type.Array(Note)),
  },
  { additionalProperties: false },
);

export type ParameterDefinition = Static<typeof ParameterDefinition>;
export type OperationDefinition = Static<typeof OperationDefinition>;
export type UnitDefinition = Static<typeof UnitDefinition>;
export type DeviceDefinition = Static<typeof DeviceDefinition>;
export type ControllerDefinition = Static<typeof ControllerDefinition>;
