/** Opens a room's folder: the room, or every problem that it has. A room with a problem is never run. */
import { formatProblem, type LocatedProblem, loadRoom } from '@understudy/adapters/room';
import type { Room } from '@understudy/contract';
import { CIRCUIT_MODELS, MODELS } from '@understudy/sim-devices';
import { EXIT, Failure } from '../failure.ts';
import { keptRoom } from './kept-rooms.ts';

/** As `loadRoom`, with the plant models that exist; from the cache when neither room nor code has changed. */
export const checkFolder = (folder: string): ReturnType<typeof loadRoom> =>
  keptRoom(folder, () => loadRoom(folder, { plants: MODELS, circuits: CIRCUIT_MODELS }));

/** One line a problem, as `file:line:column CODE message`. */
export const listProblems = (problems: readonly LocatedProblem[]): string => problems.map(formatProblem).join('\n');

/** @throws Failure ROOM_BROKEN with every problem listed */
export async function openRoom(folder: string): Promise<Room> {
  const loaded = await checkFolder(folder);
  if (loaded.ok) return loaded.room;
  const count = loaded.problems.length;
  throw new Failure(
    'ROOM_BROKEN',
    `${folder} has ${count} ${count === 1 ? 'problem' : 'problems'}:\n${listProblems(loaded.problems)}`,
    EXIT.usage,
  );
}
