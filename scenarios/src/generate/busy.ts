/** What is at work in a game: a fault of anything else mostly finds nothing to do, and its run proves nothing. */
import { list } from '../monitors/graph-edges.ts';
import { findOperation, type RoomIndex } from '../monitors/room-index.ts';

/** Nodes at which a game stands until somebody does something, or does so in one case of several. */
const WAITING: readonly string[] = ['WAIT_CONDITION', 'WAIT_STATE_EQUALS', 'BRANCH', 'JOIN', 'END'];

/** Plants that players work or look at, devices that the graph commands with the plants on them, and their controllers. */
export function busyNames(index: RoomIndex): ReadonlySet<string> {
  const { room, plants, devices } = index;
  const busy = new Set<string>();
  for (const node of Object.values(room.graph.nodes)) {
    if (node.kind !== 'DISPATCH') continue;
    busy.add(node.device);
    const units = devices.get(node.device)?.units.values() ?? [];
    for (const unit of units) for (const { id } of unit.plants) busy.add(id);
  }
  for (const { rules } of Object.values(room.players)) {
    for (const { when, do: steps } of Object.values(rules))
      for (const { plant } of [...when, ...steps]) busy.add(plant);
  }
  for (const name of [...busy]) {
    const controller = plants.get(name)?.controller ?? devices.get(name)?.controller.controller;
    if (controller !== undefined) busy.add(controller);
  }
  return busy;
}

/** Devices, their controllers, and plants that they drive, that every game commands by itself before it waits for people; and buttons, at hand always. */
export function openingNames(index: RoomIndex): ReadonlySet<string> {
  const { graph, manifest } = index.room;
  const names = new Set(Object.keys(manifest.circuits.estop.buttons).map((button) => `estop_${button}`));
  const passed = new Set<string>();
  const open = [...list(graph.start)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.nodes[id];
    if (node === undefined || passed.has(id) || WAITING.includes(node.kind)) continue;
    passed.add(id);
    open.push(...(index.edges.get(id) ?? []));
    if (node.kind !== 'DISPATCH') continue;
    names.add(node.device);
    names.add(index.devices.get(node.device)?.controller.controller ?? node.device);
    const units = findOperation(index, node.device, String(node.parameters.op))?.units ?? [];
    for (const unit of units) for (const plant of unit.plants) names.add(plant.id);
  }
  return names;
}

/** Props that a careful player has worked when a good part of the game is over: players' rules are told in its order. */
export function earlyNames({ room }: RoomIndex): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { rules } of Object.values(room.players)) {
    const inOrder = Object.values(rules);
    for (const { do: steps } of inOrder.slice(0, Math.ceil(inOrder.length / 6))) {
      for (const { plant } of steps) names.add(plant);
    }
  }
  return names;
}

/** Those of the targets that name something busy, as a whole or before a `.`; all when none does. */
export function likelyTargets(targets: readonly string[], busy: ReadonlySet<string>): readonly string[] {
  const likely = named(targets, busy);
  return likely.length === 0 ? targets : likely;
}

/** Those of the targets that name one of these; an empty name is everything. */
export function named(targets: readonly string[], names: ReadonlySet<string>): readonly string[] {
  return targets.filter((target) =>
    target.split('/').some((part) => part === '' || names.has(part.split('.')[0] ?? '')),
  );
}
