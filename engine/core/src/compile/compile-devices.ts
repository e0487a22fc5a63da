/** Controllers, devices, operations and outputs of a room, with integer ids. */
import {
  COMMON_OPERATIONS,
  type ControllerDefinition,
  DEFAULTS,
  type DeviceDefinition,
  DRIVERS,
  type DriverName,
  deviceTopic,
  type OperationDefinition,
  type Room,
  type UnitDefinition,
} from '@understudy/contract';
import { EngineError } from '../errors.ts';
import type { CompiledController, CompiledDevice, CompiledOperation, CompiledOutput } from './compiled-room.ts';
import { NONE } from './compiled-room.ts';

const US_PER_MS = 1000;
/** What a dry run takes for an operation whose unit declares no time of its own. */
const VIRTUAL_MS = 50;
/** Params of drivers that say how long an effect takes; the longest counts. */
const SPAN_PARAMS = ['timeoutMs', 'travelMs', 'fadeMs', 'settleMs', 'senseTimeoutMs'];

export interface CompiledDevices {
  readonly controllers: readonly CompiledController[];
  readonly devices: readonly CompiledDevice[];
  readonly outputs: readonly CompiledOutput[];
}

export function compileDevices(room: Room): CompiledDevices {
  const controllers: CompiledController[] = [];
  const devices: CompiledDevice[] = [];
  const outputs: CompiledOutput[] = [];
  for (const definition of room.controllers) {
    const hosted: number[] = [];
    const index = controllers.length;
    for (const [key, device] of Object.entries(definition.devices)) {
      hosted.push(devices.length);
      devices.push(compileDevice(room, definition, key, device, devices.length, index, outputs));
    }
    controllers.push({ index, id: definition.controller, devices: hosted });
  }
  return { controllers, devices, outputs };
}

function compileDevice(
  room: Room,
  controller: ControllerDefinition,
  key: string,
  definition: DeviceDefinition,
  index: number,
  controllerIndex: number,
  outputs: CompiledOutput[],
): CompiledDevice {
  const id = `${controller.controller}_${key}`;
  const own = new Map<string, number>();
  for (const unit of Object.keys(definition.units)) {
    own.set(unit, outputs.length);
    outputs.push({ index: outputs.length, device: index, unit });
  }
  const operations = new Map<string, CompiledOperation>();
  for (const name of Object.keys(COMMON_OPERATIONS)) operations.set(name, commonOperation(name));
  for (const [name, operation] of Object.entries(definition.operations ?? {})) {
    const unit = definition.units[operation.unit];
    const output = own.get(operation.unit);
    if (unit === undefined || output === undefined) {
      throw new EngineError('ROOM_REFERENCE', `operation ${name} of ${id}`, 'a unit of the device', operation.unit);
    }
    operations.set(name, compileOperation(name, operation, unit, output));
  }
  const safe = definition.safe === undefined ? null : (operations.get(definition.safe) ?? null);
  if (definition.safe !== undefined && safe === null) {
    throw new EngineError('ROOM_REFERENCE', `safe of ${id}`, 'an operation of the device', definition.safe);
  }
  return {
    index,
    id,
    controller: controllerIndex,
    safetyClass: definition.safetyClass,
    safe,
    outputs: [...own.values()],
    operations,
    commandTopic: deviceTopic(room.manifest.room, id, 'cmd'),
  };
}

function commonOperation(name: string): CompiledOperation {
  const parameters: CompiledOperation['parameters'] =
    name === 'set_power_led' ? new Map([['on', { type: 'boolean' }]]) : new Map();
  const completionUs = DEFAULTS.completionTimeoutMs * US_PER_MS;
  return { name, output: NONE, verb: name, parameters, completionUs, virtualUs: VIRTUAL_MS * US_PER_MS };
}

function compileOperation(
  name: string,
  definition: OperationDefinition,
  unit: UnitDefinition,
  output: number,
): CompiledOperation {
  const spanMs = longestSpanMs(unit);
  const completionMs = definition.completionMs ?? DEFAULTS.completionTimeoutMs + spanMs;
  return {
    name,
    output,
    verb: definition.verb,
    parameters: new Map(Object.entries(definition.parameters ?? {})),
    completionUs: completionMs * US_PER_MS,
    virtualUs: Math.max(VIRTUAL_MS, unit.driver === 'motor' ? VIRTUAL_MS : spanMs) * US_PER_MS,
  };
}

/** The longest time that the unit's own driver may take: the default completion time allows for it. */
function longestSpanMs(unit: UnitDefinition): number {
  const driver = Object.hasOwn(DRIVERS, unit.driver) ? DRIVERS[unit.driver as DriverName] : undefined;
  let longest = 0;
  for (const name of SPAN_PARAMS) {
    const own = unit.params?.[name];
    const params: Readonly<Record<string, { default: number }>> = driver?.params ?? {};
    const value = typeof own === 'number' ? own : (params[name]?.default ?? 0);
    longest = Math.max(longest, value);
  }
  return longest;
}
