/** Everything in a room that has a name, for looking up; and the shape of the plant models that the check may be given. */
import type { Driver, PinSignal, PropertyType } from '../../driver.ts';
import { DRIVERS } from '../../drivers.ts';
import { deviceOperations, type Operations } from '../../validate/parameters.ts';
import type { ControllerDefinition, DeviceDefinition } from '../controller.ts';
import type { PlantDefinition } from '../physics.ts';
import type { Room } from '../room.ts';

/** What the check needs to know of a plant model. The catalogue of sim-devices has this shape. */
export interface KnownModel {
  readonly pins: Readonly<
    Record<
      string,
      { readonly signals: readonly PinSignal[]; readonly direction: 'in' | 'out'; readonly optional?: true }
    >
  >;
  readonly params: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
  readonly actions: Readonly<Record<string, { readonly value?: { readonly min: number; readonly max: number } }>>;
  readonly truth: Readonly<Record<string, { readonly type: 'number' | 'boolean' }>>;
}
export interface KnownModels {
  /** Models that `physics/*.yaml` may name. */
  readonly plants: Readonly<Record<string, KnownModel>>;
  /** Models of the room's own circuits: the plants `estop_<button>` and `egress_<button>`. */
  readonly circuits: { readonly estop_button: KnownModel; readonly egress_button: KnownModel };
}

export interface DeviceEntry {
  readonly controller: ControllerDefinition;
  readonly definition: DeviceDefinition;
  readonly operations: Operations;
  /** Published name to type, over all units. */
  readonly properties: ReadonlyMap<string, PropertyType>;
}
export interface PlantEntry {
  /** Absent for the buttons of the circuits. */
  readonly definition?: PlantDefinition;
  readonly model: KnownModel | undefined;
}
export interface RoomIndex {
  readonly room: Room;
  readonly colors: Readonly<Record<string, unknown>>;
  readonly zones: ReadonlySet<string>;
  readonly controllers: ReadonlyMap<string, ControllerDefinition>;
  readonly devices: ReadonlyMap<string, DeviceEntry>;
  readonly nodes: ReadonlySet<string>;
  readonly objectives: ReadonlySet<string>;
  readonly plants: ReadonlyMap<string, PlantEntry>;
  readonly models: KnownModels | undefined;
}

/** The files of a room, relative to its folder. */
export const ROOM_FILES = {
  manifest: 'room.yaml',
  graph: 'graph.yaml',
  objectives: 'objectives.yaml',
  rules: 'rules.yaml',
  ready: 'ready.yaml',
  calibration: 'calibration.yaml',
  controller: (id: string): string => `controllers/${id}.yaml`,
  physics: (id: string): string => `physics/${id}.yaml`,
  player: (name: string): string => `players/${name}.yaml`,
} as const;

/** Id of a device on the wire. */
export function deviceId(controller: string, key: string): string {
  return `${controller}_${key}`;
}

/** The driver of that name, or undefined. */
export function findDriver(name: string): Driver | undefined {
  return Object.hasOwn(DRIVERS, name) ? DRIVERS[name as keyof typeof DRIVERS] : undefined;
}

/** Indexes a room. Of two things with one name the first counts. */
export function indexRoom(room: Room, models: KnownModels | undefined): RoomIndex {
  const controllers = new Map<string, ControllerDefinition>();
  const devices = new Map<string, DeviceEntry>();
  for (const controller of room.controllers) {
    if (!controllers.has(controller.controller)) controllers.set(controller.controller, controller);
    for (const [key, definition] of Object.entries(controller.devices)) {
      const id = deviceId(controller.controller, key);
      if (devices.has(id)) continue;
      const properties = publishedProperties(definition);
      devices.set(id, { controller, definition, operations: deviceOperations(definition), properties });
    }
  }
  return {
    room,
    colors: room.manifest.colors ?? {},
    zones: new Set(Object.keys(room.manifest.zones)),
    controllers,
    devices,
    nodes: new Set(Object.keys(room.graph.nodes)),
    objectives: new Set(Object.keys(room.objectives.objectives)),
    plants: indexPlants(room, models),
    models,
  };
}

/** What a device publishes in its state: name to type. */
export function publishedProperties(device: DeviceDefinition): ReadonlyMap<string, PropertyType> {
  const properties = new Map<string, PropertyType>();
  for (const unit of Object.values(device.units)) {
    for (const [name, type] of Object.entries(findDriver(unit.driver)?.properties ?? {})) {
      properties.set(unit.publish?.[name] ?? name, type);
    }
  }
  return properties;
}

function indexPlants(room: Room, models: KnownModels | undefined): ReadonlyMap<string, PlantEntry> {
  const plants = new Map<string, PlantEntry>();
  const { estop, egress } = room.manifest.circuits;
  for (const button of Object.keys(estop.buttons))
    plants.set(`estop_${button}`, { model: models?.circuits.estop_button });
  for (const button of Object.keys(egress.buttons)) {
    plants.set(`egress_${button}`, { model: models?.circuits.egress_button });
  }
  for (const physics of room.physics) {
    for (const [id, definition] of Object.entries(physics.plants)) {
      const known = models !== undefined && Object.hasOwn(models.plants, definition.model);
      const model = known ? models.plants[definition.model] : undefined;
      if (!plants.has(id)) plants.set(id, { definition, model });
    }
  }
  return plants;
}
