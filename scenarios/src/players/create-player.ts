import type { Room } from '@understudy/contract';
import type { Player } from '@understudy/twin';
import { RandomPlayer } from './random-player.ts';
import { RulePlayer } from './rule-player.ts';

/** `random`, or the name of a file in the room's `players/` (such as `solver`). */
export type PlayerName = string;

/** @throws RangeError when the room has no player of that name */
export function createPlayer(room: Room, name: PlayerName, seed: number): Player {
  if (name === 'random') return new RandomPlayer(room, seed);
  const definition = room.players[name];
  if (definition !== undefined) return new RulePlayer(definition, seed);
  const known = ['random', ...Object.keys(room.players)].join(', ');
  throw new RangeError(`player: expected one of ${known}, saw ${name}`);
}
