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
  /** The room that the run is judged by; default: `room`. Another one when `room` has a planted defect. */
  readonly law?: Room;
}

/** @throws TableError when a controller's definition does not compile */
export function prepareRoom(room: Room, module: FirmwareModule): PreparedRoom {
  return { room, module, index: indexRoom(room), tables: compileTables(room) };
}
