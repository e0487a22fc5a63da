/** Checks of `room.yaml` (zones, circuits) and `physics/*.yaml` (plants, their models, pins and params). */
import type { PinRole } from '../../driver.ts';
import type { ControllerDefinition } from '../controller.ts';
import type { PlantDefinition } from '../physics.ts';
import { Reporter, type RoomProblem } from './catalogue.ts';
import { checkParam } from './controllers.ts';
import { findDriver, type KnownModel, ROOM_FILES, type RoomIndex } from './room-index.ts';

type Path = readonly (string | number)[];

export function checkManifest(index: RoomIndex, problems: RoomProblem[]): void {
  const report = new Reporter(ROOM_FILES.manifest, problems);
  const { estop, egress } = index.room.manifest.circuits;
  for (const [circuit, buttons] of [
    ['estop', estop.buttons],
    ['egress', egress.buttons],
  ] as const) {
    for (const [id, button] of Object.entries(buttons)) {
      if (index.zones.has(button.zone)) continue;
      report.unknown('UNKNOWN_ZONE', ['circuits', circuit, 'buttons', id, 'zone'], button.zone, index.zones);
    }
  }
  for (const [id, button] of Object.entries(egress.buttons)) {
    button.releases.forEach((plant, at) => {
      if (index.plants.has(plant)) return;
      const path = ['circuits', 'egress', 'buttons', id, 'releases', at];
      report.unknown('UNKNOWN_PLANT', path, plant, index.plants.keys());
    });
  }
}

export function checkPhysics(index: RoomIndex, problems: RoomProblem[]): void {
  const taken = new Set<string>();
  const { estop, egress } = index.room.manifest.circuits;
  for (const button of Object.keys(estop.buttons)) taken.add(`estop_${button}`);
  for (const button of Object.keys(egress.buttons)) taken.add(`egress_${button}`);
  for (const physics of index.room.physics) {
    const report = new Reporter(ROOM_FILES.physics(physics.controller), problems);
    const controller = index.controllers.get(physics.controller);
    if (controller === undefined) {
      report.unknown('UNKNOWN_CONTROLLER', ['controller'], physics.controller, index.controllers.keys());
    }
    const wires = controller === undefined ? undefined : wiresOf(controller);
    const driven = new Map<number, string>();
    for (const [id, plant] of Object.entries(physics.plants)) {
      const path = ['plants', id];
      if (taken.has(id)) report.add('DUPLICATE_PLANT', path, 'an id of its own', id);
      taken.add(id);
      checkPlant(index, plant, path, report);
      if (wires !== undefined) checkPins(index, id, plant, path, wires, driven, report);
    }
  }
}

function checkPlant(index: RoomIndex, plant: PlantDefinition, path: Path, report: Reporter): void {
  if (plant.device !== undefined && !index.devices.has(plant.device)) {
    report.unknown('UNKNOWN_DEVICE', [...path, 'device'], plant.device, index.devices.keys());
  }
  plant.blockedBy?.forEach((other, at) => {
    if (!index.plants.has(other)) {
      report.unknown('UNKNOWN_PLANT', [...path, 'blockedBy', at], other, index.plants.keys());
    }
  });
  checkSupply(index, plant, path, report);
  const { models } = index;
  if (models === undefined) return;
  const model = modelOf(index, plant);
  if (model === undefined) {
    report.unknown('UNKNOWN_MODEL', [...path, 'model'], plant.model, Object.keys(models.plants));
    return;
  }
  for (const [role, pin] of Object.entries(model.pins)) {
    if (pin.optional !== true && !Object.hasOwn(plant.pins, role)) {
      report.add('MISSING_ROLE', [...path, 'pins'], `a ${pin.signals.join(' or ')} pin for ${role}`, 'none');
    }
  }
  for (const [name, value] of Object.entries(plant.params ?? {})) {
    checkParam(model.params, name, value, [...path, 'params', name], report);
  }
}

/** A supply is another plant, one that is on or off. */
function checkSupply(index: RoomIndex, plant: PlantDefinition, path: Path, report: Reporter): void {
  if (plant.supply === undefined) return;
  const supply = index.plants.get(plant.supply);
  if (supply === undefined) {
    report.unknown('UNKNOWN_PLANT', [...path, 'supply'], plant.supply, index.plants.keys());
  } else if (supply.definition?.model !== 'load' || supply.definition === plant) {
    report.add('SUPPLY', [...path, 'supply'], 'another plant of model load', supply.definition?.model ?? 'a button');
  }
}

function checkPins(
  index: RoomIndex,
  id: string,
  plant: PlantDefinition,
  path: Path,
  wires: ReadonlyMap<number, PinRole>,
  driven: Map<number, string>,
  report: Reporter,
): void {
  const model = modelOf(index, plant);
  for (const [role, pin] of Object.entries(plant.pins)) {
    const at = [...path, 'pins', role];
    const wire = wires.get(pin);
    if (wire === undefined) {
      report.add('UNWIRED_PIN', at, `one of ${[...wires.keys()].sort((a, b) => a - b).join(', ')}`, `${pin}`);
    } else if (wire.direction === 'in') {
      const other = driven.get(pin);
      if (other !== undefined) report.add('DUPLICATE_INPUT', at, 'an input of its own', `${pin}, driven by ${other}`);
      driven.set(pin, id);
    }
    if (model === undefined) continue;
    const wanted = Object.hasOwn(model.pins, role) ? model.pins[role] : undefined;
    if (wanted === undefined) report.unknown('UNKNOWN_ROLE', at, role, Object.keys(model.pins));
    else if (wire !== undefined && (wire.direction !== wanted.direction || !wanted.signals.includes(wire.signal))) {
      report.add(
        'PIN_SIGNAL',
        at,
        `${wanted.direction} ${wanted.signals.join(' or ')}`,
        `${wire.direction} ${wire.signal}`,
      );
    }
  }
}

function modelOf(index: RoomIndex, plant: PlantDefinition): KnownModel | undefined {
  const plants = index.models?.plants ?? {};
  return Object.hasOwn(plants, plant.model) ? plants[plant.model] : undefined;
}

/** The pins of a controller that its units use, with their roles. */
function wiresOf(controller: ControllerDefinition): ReadonlyMap<number, PinRole> {
  const wires = new Map<number, PinRole>();
  for (const device of Object.values(controller.devices)) {
    for (const unit of Object.values(device.units)) {
      const roles = findDriver(unit.driver)?.pins ?? {};
      for (const [role, pin] of Object.entries(unit.pins ?? {})) {
        const definition = Object.hasOwn(roles, role) ? roles[role] : undefined;
        if (definition !== undefined) wires.set(pin, definition);
      }
    }
  }
  return wires;
}
