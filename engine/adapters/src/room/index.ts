export type { LoadRoomResult } from './load-room.ts';
export { formatProblem, loadRoom } from './load-room.ts';
export type { LocatedProblem } from './yaml-file.ts';
