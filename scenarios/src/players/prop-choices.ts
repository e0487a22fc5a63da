/** What can be done in a room by hand. */
import type { Room } from '@understudy/contract';
import { findModel, type ModelAction } from '@understudy/sim-devices';

export interface Choice {
  readonly plant: string;
  /** Whose pins the plant is on; empty for the room's own buttons. */
  readonly controller: string;
  readonly action: string;
  readonly value: ModelAction['value'];
}

/** Every action on every prop. */
export function propChoices(room: Room): Choice[] {
  const choices: Choice[] = [];
  for (const { controller, plants } of room.physics) {
    for (const [plant, definition] of Object.entries(plants)) {
      for (const [action, model] of Object.entries(findModel(definition.model)?.actions ?? {})) {
        choices.push({ plant, controller, action, value: model.value });
      }
    }
  }
  return choices;
}

/** Pressing and turning back the E-stops, and pressing the release buttons. */
export function emergencyChoices(room: Room): Choice[] {
  const choices: Choice[] = [];
  const { estop, egress } = room.manifest.circuits;
  for (const button of Object.keys(estop.buttons)) {
    choices.push({ plant: `estop_${button}`, controller: '', action: 'press', value: undefined });
    choices.push({ plant: `estop_${button}`, controller: '', action: 'release', value: undefined });
  }
  for (const button of Object.keys(egress.buttons)) {
    choices.push({ plant: `egress_${button}`, controller: '', action: 'press', value: undefined });
  }
  return choices;
}
