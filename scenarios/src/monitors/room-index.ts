/** A room by the keys that monitors look things up with. Never changed: one serves all runs of a room. */
import {
  COMMON_OPERATIONS,
  type ControllerDefinition,
  type DeviceDefinition,
  DRIVERS,
  type OperationDefinition,
  operationTargets,
  type PlantDefinition,
  type Room,
  type UnitDefinition,
} from '@understudy/contract';
import { type Edges, edgesOf, nodesOffCycles, reachable } from './graph-edges.ts';
import { type Join, joinsOf } from './joins.ts';

export interface IndexedPlant {
  readonly id: string;
  readonly controller: string;
  readonly definition: PlantDefinition;
}
export interface IndexedUnit {
  readonly definition: UnitDefinition;
  /** Plants on its pins. */
  readonly plants: readonly IndexedPlant[];
}
export interface IndexedDevice {
  readonly id: string;
  readonly controller: ControllerDefinition;
  /** Its name in the controller's file. */
  readonly key: string;
  readonly definition: DeviceDefinition;
  readonly units: ReadonlyMap<string, IndexedUnit>;
}

export interface IndexedOperation {
  readonly operation: OperationDefinition;
  /** Those that it drives. */
  readonly units: readonly IndexedUnit[];
}

export interface RoomIndex {
  readonly room: Room;
  readonly plants: ReadonlyMap<string, IndexedPlant>;
  /** Plants that a way out hangs on: marked so, or let go of by a release button. */
  readonly waysOut: ReadonlySet<string>;
  readonly devices: ReadonlyMap<string, IndexedDevice>;
  /** By plant: the devices that have a pin on it. */
  readonly devicesOn: ReadonlyMap<string, readonly IndexedDevice[]>;
  /** `device op` of what the safety layer may send. */
  readonly safetyOperations: ReadonlySet<string>;
  /** By device and name; see `findOperation`. */
  readonly operations: ReadonlyMap<string, IndexedOperation>;
  /** Of the graph. */
  readonly edges: Edges;
  /** For each node of the graph: every one that may be come to from it, itself included. */
  readonly onward: ReadonlyMap<string, ReadonlySet<string>>;
  /** Nodes of the graph that are come to once in a run: no path leads back to them. */
  readonly onceNodes: ReadonlySet<string>;
  readonly joins: readonly Join[];
}

export function indexRoom(room: Room): RoomIndex {
  const plants = new Map<string, IndexedPlant>();
  for (const { controller, plants: definitions } of room.physics) {
    for (const [id, definition] of Object.entries(definitions)) plants.set(id, { id, controller, definition });
  }
  const devices = new Map<string, IndexedDevice>();
  for (const controller of room.controllers) {
    const nearby = [...plants.values()].filter((plant) => plant.controller === controller.controller);
    for (const [key, definition] of Object.entries(controller.devices)) {
      const id = `${controller.controller}_${key}`;
      const units = new Map<string, IndexedUnit>();
      for (const [name, unit] of Object.entries(definition.units)) {
        units.set(name, { definition: unit, plants: nearby.filter((plant) => sharesPin(plant, unit)) });
      }
      devices.set(id, { id, controller, key, definition, units });
    }
  }
  const edges = edgesOf(room.graph);
  const onceNodes = nodesOffCycles(edges);
  return {
    room,
    plants,
    waysOut: waysOutOf(room, plants.values()),
    devices,
    devicesOn: devicesByPlant(devices.values()),
    safetyOperations: safetyOperationsOf(room, devices),
    operations: indexOperations(devices),
    edges,
    onward: new Map([...edges.keys()].map((id) => [id, reachable(edges, [id])])),
    onceNodes,
    joins: joinsOf(room.graph, edges, onceNodes),
  };
}

function waysOutOf({ manifest }: Room, plants: Iterable<IndexedPlant>): Set<string> {
  const marked = [...plants].filter(({ definition }) => definition.egress === true).map(({ id }) => id);
  return new Set([...marked, ...Object.values(manifest.circuits.egress.buttons).flatMap(({ releases }) => releases)]);
}

function devicesByPlant(devices: Iterable<IndexedDevice>): Map<string, IndexedDevice[]> {
  const found = new Map<string, IndexedDevice[]>();
  for (const device of devices) {
    const plants = new Set([...device.units.values()].flatMap((unit) => unit.plants.map(({ id }) => id)));
    for (const plant of plants) found.set(plant, [...(found.get(plant) ?? []), device]);
  }
  return found;
}

function sharesPin(plant: IndexedPlant, unit: UnitDefinition): boolean {
  const pins = new Set(Object.values(unit.pins ?? {}));
  return Object.values(plant.definition.pins).some((pin) => pins.has(pin));
}

/** The operation of a device and the units that it drives; undefined for common operations and unknown ones. */
export function findOperation({ operations }: RoomIndex, device: string, op: string): IndexedOperation | undefined {
  return operations.get(`${device} ${op}`);
}

function indexOperations(devices: ReadonlyMap<string, IndexedDevice>): Map<string, IndexedOperation> {
  const operations = new Map<string, IndexedOperation>();
  for (const { id, key, controller, definition } of devices.values()) {
    for (const [op, operation] of Object.entries(definition.operations ?? {})) {
      const found = operationTargets(controller, key, operation);
      if (!found.ok) continue;
      const units = found.targets.flatMap((target) => {
        const unit = devices.get(`${controller.controller}_${target.device}`)?.units.get(target.unit);
        return unit === undefined ? [] : [unit];
      });
      operations.set(`${id} ${op}`, { operation, units });
    }
  }
  return operations;
}

/** A driver param of a unit: as the room gives it, or the driver's default; NaN when the driver has none of that name. */
export function unitParam(unit: UnitDefinition, name: string): number {
  const given = unit.params?.[name];
  if (typeof given === 'number') return given;
  const driver = Object.hasOwn(DRIVERS, unit.driver) ? DRIVERS[unit.driver as keyof typeof DRIVERS] : undefined;
  const param = (driver?.params as Readonly<Record<string, { readonly default: number }>> | undefined)?.[name];
  return param?.default ?? Number.NaN;
}

/** Whether an operation may be the safety layer's: a device's safe operation, one that an interlock forces, or a common one. */
export function isSafetyOperation({ safetyOperations }: RoomIndex, device: string, op: string): boolean {
  return Object.hasOwn(COMMON_OPERATIONS, op) || safetyOperations.has(`${device} ${op}`);
}

function safetyOperationsOf(room: Room, devices: RoomIndex['devices']): Set<string> {
  const found = new Set<string>();
  for (const { id, definition } of devices.values()) found.add(`${id} ${definition.safe ?? ''}`);
  for (const { force = [] } of Object.values(room.rules.interlocks)) {
    for (const { device, op } of force) found.add(`${device} ${op}`);
  }
  return found;
}
