/** What faults of network, controllers and security can hit. */
import type { RoomIndex } from '../../monitors/room-index.ts';

export function controllers({ room }: RoomIndex): readonly string[] {
  return room.controllers.map(({ controller }) => controller);
}

/** Every client of the broker: the engine is one too. */
export function clients(index: RoomIndex): readonly string[] {
  return ['engine', ...controllers(index)];
}

export const engineOnly = (): readonly string[] => ['engine'];

/** The one broker; or whoever it happens to next. */
export const broker = (): readonly string[] => [''];
