/** The room's devices and props by id, gathered once from its files, for every panel and for the 3D room. */
import type { PlantDefinition } from '@understudy/contract';
import type { RoomFiles } from './store.ts';

export interface DeviceEntry {
  /** Full id, `<controller>_<key>`. */
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly controller: string;
  readonly critical: boolean;
}
/** A prop: a plant of the twin, or a button of the room's hardwired circuits. */
export interface PropEntry {
  readonly id: string;
  readonly title: string;
  /** Model of the catalogue, or `estop` or `egress` for a circuit's button. */
  readonly model: string;
  readonly device: string | undefined;
  readonly zone: string;
  readonly params: Readonly<Record<string, number>>;
  readonly blockedBy: readonly string[];
}
export interface RoomDirectory {
  readonly devices: ReadonlyMap<string, DeviceEntry>;
  readonly props: ReadonlyMap<string, PropEntry>;
  /** Props of the E-stop circuit, in the order of the room file. */
  readonly estops: readonly string[];
  readonly zones: ReadonlyMap<string, string>;
}

/** Words of an id, for a thing that has no title: `study_door` becomes `Study door`. */
export function titleOfId(id: string): string {
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function makeDirectory(room: RoomFiles): RoomDirectory {
  const devices = new Map<string, DeviceEntry>();
  const props = new Map<string, PropEntry>();
  for (const { controller, zone, devices: definitions } of room.controllers) {
    for (const [key, definition] of Object.entries(definitions)) {
      const id = `${controller}_${key}`;
      const critical = definition.safetyClass === 'CRITICAL';
      devices.set(id, { id, title: definition.title, zone: definition.zone ?? zone, controller, critical });
    }
  }
  for (const { controller, plants } of room.physics) {
    for (const [id, plant] of Object.entries(plants)) props.set(id, propOf(id, controller, plant, devices));
  }
  const { estop, egress } = room.manifest.circuits;
  const estops = Object.entries(estop.buttons).map(([id, button]) => circuitProp('estop', id, button));
  const releases = Object.entries(egress.buttons).map(([id, button]) => circuitProp('egress', id, button));
  for (const prop of [...estops, ...releases]) props.set(prop.id, prop);
  const zones = new Map(Object.entries(room.manifest.zones).map(([id, zone]) => [id, zone.title]));
  return { devices, props, estops: estops.map((prop) => prop.id), zones };
}

function propOf(
  id: string,
  controller: string,
  plant: PlantDefinition,
  devices: ReadonlyMap<string, DeviceEntry>,
): PropEntry {
  const named = plant.device ?? '';
  const device = devices.get(named) ?? devices.get(`${controller}_${named}`);
  return {
    id,
    title: plant.title ?? device?.title ?? titleOfId(id),
    model: plant.model,
    device: device?.id,
    zone: device?.zone ?? '',
    params: plant.params ?? {},
    blockedBy: plant.blockedBy ?? [],
  };
}

function circuitProp(
  circuit: 'estop' | 'egress',
  id: string,
  button: { readonly title: string; readonly zone: string },
): PropEntry {
  const { title, zone } = button;
  return { id: `${circuit}_${id}`, title, model: circuit, device: undefined, zone, params: {}, blockedBy: [] };
}

let last: { readonly room: RoomFiles; readonly directory: RoomDirectory } | undefined;

/** The directory of a room; made once for each room that is loaded. */
export function directoryOf(room: RoomFiles): RoomDirectory {
  if (last?.room !== room) last = { room, directory: makeDirectory(room) };
  return last.directory;
}
