/** Whether the parts of a room fit together: every name that is used exists, every value is one that can be. */
import type { Room } from '../room.ts';
import type { RoomProblem } from './catalogue.ts';
import { checkControllers } from './controllers.ts';
import { checkGraph } from './graph.ts';
import { checkMotion } from './motion.ts';
import { checkObjectives, checkRules } from './objectives-rules.ts';
import { checkManifest, checkPhysics } from './physics.ts';
import { checkPlayers } from './players.ts';
import { checkReady, checkUsage } from './ready.ts';
import { indexRoom, type KnownModels } from './room-index.ts';

/**
 * Every problem of a room whose files keep to their schemas; none for a room that can be played. `models`: the plant
 * models that exist; without them nothing is said about models, their pins, params, actions and truths.
 */
export function checkRoom(room: Room, models?: KnownModels): RoomProblem[] {
  const index = indexRoom(room, models);
  const problems: RoomProblem[] = [];
  checkManifest(index, problems);
  checkControllers(index, problems);
  checkGraph(index, problems);
  checkObjectives(index, problems);
  checkRules(index, problems);
  checkPhysics(index, problems);
  checkMotion(index, problems);
  checkPlayers(index, problems);
  checkUsage(index, problems);
  checkReady(index, problems);
  return problems;
}
