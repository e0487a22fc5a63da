/** What every run of one room shares: made once, never changed. A campaign plays thousands of games of it. */
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import { compileTables } from '../game.ts';
import { indexRoom, type RoomIndex } from '../monitors/room-index.ts';

export interface PreparedRoom {
  readonly room: Room;
  readonly module: FirmwareModule;
  readonly index: RoomIndex;
  /** Flash table by controller. */
  readonly tables: ReadonlyMap<string, Uint8Array>;
  /** What runs are judged by: the room itself, or the sound one when `room` has a planted defect. */
  readonly law: RoomIndex;
}

/**
 * `law`: the room that runs are judged by, when that is not the one that is played.
 * @throws TableError when a controller's definition does not compile
 */
export function prepareRoom(room: Room, module: FirmwareModule, law: Room = room): PreparedRoom {
  const index = indexRoom(room);
  return { room, module, index, law: law === room ? index : indexRoom(law), tables: compileTables(room) };
}
