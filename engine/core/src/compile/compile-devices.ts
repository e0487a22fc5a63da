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
  operationTargets,
  type Room,
  type UnitAddress,
  type UnitDefinition,
  unitsOf,
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
    const place: Place = { room, controller: definition, index, outputs, outputIds: new Map() };
    const firstDevice = devices.length;
    const keys = Object.keys(definition.devices);
    for (const { device, unit } of unitsOf(definition)) {
      place.outputIds.set(`${device}.${unit}`, outputs.length);
      outputs.push({ index: outputs.length, device: firstDevice + keys.indexOf(device), unit, members: [] });
    }
    for (const [key, device] of Object.entries(definition.devices)) {
      hosted.push(devices.length);
      devices.push(compileDevice(place, key, device, devices.length));
    }
    controllers.push({ index, id: definition.controller, devices: hosted });
  }
  return { controllers, devices, outputs };
}

/** Where a device stands: its controller, and that controller's outputs. */
interface Place {
  readonly room: Room;
  readonly controller: ControllerDefinition;
  readonly index: number;
  readonly outputs: CompiledOutput[];
  /** Units as `device.unit`; groups as their units, joined by commas. */
  readonly outputIds: Map<string, number>;
}

function compileDevice(place: Place, key: string, definition: DeviceDefinition, index: number): CompiledDevice {
  const id = `${place.controller.controller}_${key}`;
  const operations = new Map<string, CompiledOperation>();
  for (const name of Object.keys(COMMON_OPERATIONS)) operations.set(name, commonOperation(name));
  for (const [name, operation] of Object.entries(definition.operations ?? {})) {
    operations.set(name, compileOperation(place, key, index, name, operation));
  }
  const safe = definition.safe === undefined ? null : (operations.get(definition.safe) ?? null);
  if (definition.safe !== undefined && safe === null) {
    throw new EngineError('ROOM_REFERENCE', `safe of ${id}`, 'an operation of the device', definition.safe);
  }
  return {
    index,
    id,
    controller: place.index,
    safetyClass: definition.safetyClass,
    safe,
    outputs: place.outputs.filter((output) => output.device === index).map((output) => output.index),
    operations,
    commandTopic: deviceTopic(place.room.manifest.room, id, 'cmd'),
  };
}

function commonOperation(name: string): CompiledOperation {
  const parameters: CompiledOperation['parameters'] =
    name === 'set_power_led' ? new Map([['on', { type: 'boolean' }]]) : new Map();
  const completionUs = DEFAULTS.completionTimeoutMs * US_PER_MS;
  return { name, output: NONE, verb: name, parameters, completionUs, virtualUs: VIRTUAL_MS * US_PER_MS };
}

/** The output of a unit, or of a group of units; a group's is made when it is first named, for that device. */
function outputOf(place: Place, device: number, targets: readonly UnitAddress[]): number {
  const names = targets.map(({ device: key, unit }) => `${key}.${unit}`);
  const name = names.join(',');
  const known = place.outputIds.get(name);
  if (known !== undefined) return known;
  const index = place.outputs.length;
  const members = names.map((one) => place.outputIds.get(one) ?? NONE);
  place.outputs.push({ index, device, unit: name, members });
  place.outputIds.set(name, index);
  return index;
}

/** @throws EngineError for an operation whose units the controller does not have */
function compileOperation(
  place: Place,
  key: string,
  device: number,
  name: string,
  definition: OperationDefinition,
): CompiledOperation {
  const found = operationTargets(place.controller, key, definition);
  if (!found.ok) {
    const where = `operation ${name} of ${place.controller.controller}_${key}`;
    throw new EngineError('ROOM_REFERENCE', where, found.fault.expected, found.fault.seen);
  }
  const { targets } = found;
  const spanMs = Math.max(...targets.map((target) => longestSpanMs(target.definition)));
  const staggeredMs = (definition.staggerMs ?? 0) * (targets.length - 1);
  const completionMs = definition.completionMs ?? DEFAULTS.completionTimeoutMs + spanMs + staggeredMs;
  const [first] = targets;
  const motor = first?.definition.driver === 'motor';
  return {
    name,
    output: outputOf(place, device, targets),
    verb: definition.verb,
    parameters: new Map(Object.entries(definition.parameters ?? {})),
    completionUs: completionMs * US_PER_MS,
    virtualUs: (Math.max(VIRTUAL_MS, motor ? VIRTUAL_MS : spanMs) + staggeredMs) * US_PER_MS,
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
