/** Builds the parts of a world out of a room: hosts, plants with their wires, circuits. */
import type { ControllerDefinition, Room } from '@understudy/contract';
import { DRIVERS } from '@understudy/contract';
import {
  CIRCUIT_MODELS,
  ControllerHost,
  createPlant,
  EgressButton,
  type EgressLoads,
  EstopButton,
  type EstopChain,
  findModel,
  type HostListener,
  hashText,
  MODELS,
  type ModelName,
  mix,
  type Plant,
  type PlantModel,
} from '@understudy/sim-devices';
import { PlantWiring, type WiringWorld } from './plant-wiring.ts';
import type { WorldOptions } from './types.ts';

/** Makes the hosts in room order. Throws when a controller has no table. */
export function buildHosts(options: WorldOptions, listener: HostListener): ControllerHost[] {
  return options.room.controllers.map((controller, index) => {
    const table = options.firmware.tables.get(controller.controller);
    if (table === undefined) throw new Error(`controller ${controller.controller}: expected a flash table, saw none`);
    const host = new ControllerHost({
      index,
      module: options.firmware.module,
      table,
      key: options.firmware.key,
      seed: options.seed,
      clockOffsetMs: options.clockOffsetMs ?? 0,
      listener,
    });
    floatOutputs(controller, host);
    return host;
  });
}

/** Before the first boot nothing drives the outputs. */
function floatOutputs(controller: ControllerDefinition, host: ControllerHost): void {
  for (const device of Object.values(controller.devices)) {
    for (const unit of Object.values(device.units)) {
      const driver = Object.hasOwn(DRIVERS, unit.driver) ? DRIVERS[unit.driver as keyof typeof DRIVERS] : undefined;
      const roles: Readonly<Record<string, { readonly signal: string; readonly direction: string }>> =
        driver?.pins ?? {};
      for (const [role, pin] of Object.entries(unit.pins ?? {})) {
        const { signal, direction } = roles[role] ?? { signal: '', direction: 'in' };
        if (direction === 'out' && signal !== 'ramp' && signal !== 'strip') host.pins.float(pin);
      }
    }
  }
  if (controller.ledPin !== undefined) host.pins.float(controller.ledPin);
}

/** One plant with what the world needs to know of it. */
export interface BuiltPlant {
  readonly plant: Plant;
  readonly model: PlantModel;
  readonly wiring: PlantWiring;
  /** Index of its controller; -1 for the room's circuits. */
  readonly controller: number;
  /** Output pins by role, for the world's table of who hears which pin. */
  readonly outputs: readonly (readonly [role: string, pin: number])[];
  readonly cutByEstop: boolean;
  /** Id of the load that feeds it. */
  readonly supply: string | undefined;
}

/** Makes the plants in room order, then the room's circuits. Throws on a definition that the catalogue does not know. */
export function buildPlants(
  options: WorldOptions,
  hosts: readonly ControllerHost[],
  world: WiringWorld & EgressLoads,
  chain: EstopChain,
): BuiltPlant[] {
  const { room } = options;
  const built: BuiltPlant[] = [];
  for (const physics of room.physics) {
    const controller = room.controllers.findIndex(({ controller: id }) => id === physics.controller);
    const host = hosts[controller];
    if (host === undefined) throw new Error(`physics: expected a controller of the room, saw ${physics.controller}`);
    for (const [id, definition] of Object.entries(physics.plants)) {
      const model = findModel(definition.model);
      if (model === undefined)
        throw new Error(`plant ${id}: expected a model of the catalogue, saw ${definition.model}`);
      const wiring = new PlantWiring(world, built.length, controller, host, definition.pins);
      const seed = mix(options.seed, hashText(id));
      const setting = { id, definition, seed, wiring, ...(definition.params && { params: definition.params }) };
      built.push({
        plant: createPlant(definition.model as ModelName, setting),
        model: MODELS[definition.model as ModelName],
        wiring,
        controller,
        outputs: Object.entries(definition.pins).filter(([role]) => model.pins[role]?.direction === 'out'),
        cutByEstop: definition.estop === true || definition.egress === true,
        supply: definition.supply,
      });
    }
  }
  buildCircuits(room, built, world, chain);
  linkBlockers(room, built);
  checkSupplies(built);
  return built;
}

function buildCircuits(room: Room, built: BuiltPlant[], world: WiringWorld & EgressLoads, chain: EstopChain): void {
  const { estop, egress } = room.manifest.circuits;
  const add = (plant: Plant, model: PlantModel, wiring: PlantWiring): void => {
    built.push({ plant, model, wiring, controller: -1, outputs: [], cutByEstop: false, supply: undefined });
  };
  const setting = (id: string) => ({
    id,
    definition: { model: 'circuit', pins: {} },
    params: {},
    seed: 0,
    wiring: new PlantWiring(world, built.length, -1, undefined, {}),
  });
  for (const button of Object.keys(estop.buttons)) {
    const made = setting(`estop_${button}`);
    add(new EstopButton(made, chain), CIRCUIT_MODELS.estop_button, made.wiring);
  }
  for (const [button, { releases }] of Object.entries(egress.buttons)) {
    const made = setting(`egress_${button}`);
    add(new EgressButton(made, egress.releaseMs, releases, world), CIRCUIT_MODELS.egress_button, made.wiring);
  }
}

function linkBlockers(room: Room, built: readonly BuiltPlant[]): void {
  const byId = new Map(built.map(({ plant }) => [plant.id, plant]));
  for (const { plants } of room.physics) {
    for (const [id, { blockedBy }] of Object.entries(plants)) {
      const plant = byId.get(id);
      if (plant === undefined || blockedBy === undefined) continue;
      plant.blockers = blockedBy.map((name) => {
        const blocker = byId.get(name);
        if (blocker === undefined)
          throw new Error(`plant ${id}: blockedBy names ${name}, which is no plant of the room`);
        return blocker;
      });
    }
  }
}

function checkSupplies(built: readonly BuiltPlant[]): void {
  const loads = new Set(built.flatMap(({ plant, model }) => (model === MODELS.load ? [plant.id] : [])));
  for (const { plant, supply } of built) {
    if (supply === undefined || loads.has(supply)) continue;
    throw new Error(`plant ${plant.id}: expected a load of the room as supply, saw ${supply}`);
  }
}
