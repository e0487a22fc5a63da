/** Which props of a room hang on which controller. */
import type { PlantDefinition, Room } from '@understudy/contract';

/** Each with its id, in the room's order; none for a controller without physics. */
export const plantsOf = (room: Room, controller: string): readonly (readonly [string, PlantDefinition])[] =>
  room.physics.filter((file) => file.controller === controller).flatMap(({ plants }) => Object.entries(plants));
