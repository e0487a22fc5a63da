/** The ids that requests may name, gathered once from the room's files. */
import type { Room } from '@understudy/contract';

export interface RoomIndex {
  readonly nodes: ReadonlySet<string>;
  readonly objectives: ReadonlySet<string>;
  /** Full device ids, `<controller>_<key>`. */
  readonly devices: ReadonlySet<string>;
}

export function indexRoom(room: Room): RoomIndex {
  const devices = room.controllers.flatMap(({ controller, devices }) =>
    Object.keys(devices).map((key) => `${controller}_${key}`),
  );
  return {
    nodes: new Set(Object.keys(room.graph.nodes)),
    objectives: new Set(Object.keys(room.objectives.objectives)),
    devices: new Set(devices),
  };
}
