import type { Room } from '@understudy/contract';
import type { Player } from '@understudy/twin';
import { AdversarialPlayer } from './adversarial-player.ts';
import { IdlePlayer } from './idle-player.ts';
import { impatientRules } from './impatient.ts';
import { RandomPlayer } from './random-player.ts';
import { RulePlayer } from './rule-player.ts';

/** A model of this package (`playerNames`), or the name of a file in the room's `players/` (such as `solver`). */
export type PlayerName = string;

/** Not a player: somebody at the operator's console (`run/gamemaster.ts`), who comes and goes as players do. */
export const GAMEMASTER = 'gamemaster';

/** The player that others are made from. */
const SOLVER = 'solver';

/** Every model that can play this room: `impatient` needs the rules of a solver. */
export function playerNames(room: Room): readonly PlayerName[] {
  const built = room.players[SOLVER] === undefined ? [] : ['impatient'];
  return [...new Set(['random', 'adversarial', 'idle', ...built, ...Object.keys(room.players)])];
}

/** @throws RangeError when the room has no player of that name */
export function createPlayer(room: Room, name: PlayerName, seed: number): Player {
  const definition = room.players[name];
  if (definition !== undefined) return new RulePlayer(definition, seed);
  const solver = room.players[SOLVER];
  if (name === 'impatient' && solver !== undefined) return new RulePlayer(impatientRules(solver, seed), seed);
  if (name === 'random') return new RandomPlayer(room, seed);
  if (name === 'adversarial') return new AdversarialPlayer(room, seed);
  if (name === 'idle') return new IdlePlayer();
  throw new RangeError(`player: expected one of ${playerNames(room).join(', ')}, saw ${name}`);
}
