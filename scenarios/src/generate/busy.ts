/** What is at work in a game: a fault of anything else mostly finds nothing to do, and its run proves nothing. */
import type { RoomIndex } from '../monitors/room-index.ts';

/** Plants that players work or look at, devices that the graph commands with the plants on them, and their controllers. */
export function busyNames({ room, plants, devices }: RoomIndex): ReadonlySet<string> {
  const busy = new Set<string>();
  for (const { rules } of Object.values(room.players)) {
    for (const { when, do: steps } of Object.values(rules))
      for (const { plant } of [...when, ...steps]) busy.add(plant);
  }
  for (const node of Object.values(room.graph.nodes)) {
    if (node.kind !== 'DISPATCH') continue;
    busy.add(node.device);
    const units = devices.get(node.device)?.units.values() ?? [];
    for (const unit of units) for (const { id } of unit.plants) busy.add(id);
  }
  for (const name of [...busy]) {
    const controller = plants.get(name)?.controller ?? devices.get(name)?.controller.controller;
    if (controller !== undefined) busy.add(controller);
  }
  return busy;
}

/** Those of the targets that name something busy, as a whole or before a `.`; all when none does. */
export function likelyTargets(targets: readonly string[], busy: ReadonlySet<string>): readonly string[] {
  const likely = targets.filter((target) => target.split('/').some((part) => busy.has(part.split('.')[0] ?? '')));
  return likely.length === 0 ? targets : likely;
}
