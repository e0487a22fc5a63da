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
/** What a controller reads or drives a prop with: a driver of the contract and its parameters. */
export interface UnitEntry {
  readonly driver: string;
  readonly params: Readonly<Record<string, number>>;
}
/** A prop: a plant of the twin, or a button of the room's hardwired circuits. */
export interface PropEntry {
  readonly id: string;
  readonly title: string;
  /** Model of the catalogue, or `estop` or `egress` for a circuit's button. */
  readonly model: string;
  readonly device: string | undefined;
  readonly zone: string;
  readonly controller: string;
  readonly params: Readonly<Record<string, number>>;
  /** Roles of the plant's pins that are wired: contacts of a selector among them. */
  readonly roles: readonly string[];
  /** The unit at the other end of its wires. */
  readonly unit: UnitEntry | undefined;
  /** The prop that counts only if it is worked at the same time: the other key of a `pair`. */
  readonly partner: string | undefined;
  readonly blockedBy: readonly string[];
}
export interface RoomDirectory {
  readonly devices: ReadonlyMap<string, DeviceEntry>;
  /** Titles of the controllers by id, in the order of the room. */
  readonly controllers: ReadonlyMap<string, string>;
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
  const wires = wiresOf(room);
  for (const { controller, plants } of room.physics) {
    const known = { controller, devices, wires, partners: partnersOf(controller, plants, wires) };
    for (const [id, plant] of Object.entries(plants)) props.set(id, propOf(id, plant, known));
  }
  const { estop, egress } = room.manifest.circuits;
  const estops = Object.entries(estop.buttons).map(([id, button]) => circuitProp('estop', id, button));
  const releases = Object.entries(egress.buttons).map(([id, button]) => circuitProp('egress', id, button));
  for (const prop of [...estops, ...releases]) props.set(prop.id, prop);
  const zones = new Map(Object.entries(room.manifest.zones).map(([id, zone]) => [id, zone.title]));
  const controllers = new Map(room.controllers.map(({ controller, title }) => [controller, title]));
  return { devices, controllers, props, estops: estops.map((prop) => prop.id), zones };
}

interface Wire extends UnitEntry {
  readonly pins: readonly number[];
}
/** Units by `<controller> <pin>`. */
type Wires = ReadonlyMap<string, Wire>;

function wiresOf(room: RoomFiles): Wires {
  const wires = new Map<string, Wire>();
  for (const { controller, devices } of room.controllers) {
    for (const { driver, pins, params } of Object.values(devices).flatMap((device) => Object.values(device.units))) {
      const numbers = Object.entries(params ?? {}).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number',
      );
      const wire = { driver, params: Object.fromEntries(numbers), pins: Object.values(pins ?? {}) };
      for (const pin of wire.pins) wires.set(`${controller} ${pin}`, wire);
    }
  }
  return wires;
}

/** Plants on the two pins of a `pair`, each with the other one. */
function partnersOf(
  controller: string,
  plants: Readonly<Record<string, PlantDefinition>>,
  wires: Wires,
): ReadonlyMap<string, string> {
  const first = new Map<Wire, string>();
  const partners = new Map<string, string>();
  for (const [id, plant] of Object.entries(plants)) {
    const [pin = -1] = Object.values(plant.pins);
    const wire = wires.get(`${controller} ${pin}`);
    if (wire?.driver !== 'pair') continue;
    const other = first.get(wire);
    if (other === undefined) first.set(wire, id);
    else partners.set(id, other).set(other, id);
  }
  return partners;
}

interface Known {
  readonly controller: string;
  readonly devices: ReadonlyMap<string, DeviceEntry>;
  readonly wires: Wires;
  readonly partners: ReadonlyMap<string, string>;
}

function propOf(id: string, plant: PlantDefinition, { controller, devices, wires, partners }: Known): PropEntry {
  const named = plant.device ?? '';
  const [pin = -1] = Object.values(plant.pins);
  const device = devices.get(named) ?? devices.get(`${controller}_${named}`);
  return {
    id,
    title: plant.title ?? device?.title ?? titleOfId(id),
    model: plant.model,
    device: device?.id,
    zone: device?.zone ?? '',
    controller,
    params: plant.params ?? {},
    roles: Object.keys(plant.pins),
    unit: wires.get(`${controller} ${pin}`),
    partner: partners.get(id),
    blockedBy: plant.blockedBy ?? [],
  };
}

function circuitProp(
  circuit: 'estop' | 'egress',
  id: string,
  button: { readonly title: string; readonly zone: string },
): PropEntry {
  const { title, zone } = button;
  return {
    id: `${circuit}_${id}`,
    title,
    model: circuit,
    device: undefined,
    zone,
    controller: '',
    params: {},
    roles: [],
    unit: undefined,
    partner: undefined,
    blockedBy: [],
  };
}

let last: { readonly room: RoomFiles; readonly directory: RoomDirectory } | undefined;

/** The directory of a room; made once for each room that is loaded. */
export function directoryOf(room: RoomFiles): RoomDirectory {
  if (last?.room !== room) last = { room, directory: makeDirectory(room) };
  return last.directory;
}
