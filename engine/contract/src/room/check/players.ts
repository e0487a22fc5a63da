/** Checks of `players/*.yaml`: plants, what can be seen of them and done to them. */
import { describe } from '../../validate/parameters.ts';
import type { Observation, PlayerDefinition, PropAction } from '../player.ts';
import { Reporter, type RoomProblem } from './catalogue.ts';
import { ROOM_FILES, type RoomIndex } from './room-index.ts';

type Path = readonly (string | number)[];

export function checkPlayers(index: RoomIndex, problems: RoomProblem[]): void {
  for (const [name, player] of Object.entries(index.room.players)) {
    checkPlayer(index, player, new Reporter(ROOM_FILES.player(name), problems));
  }
}

function checkPlayer(index: RoomIndex, player: PlayerDefinition, report: Reporter): void {
  for (const [id, rule] of Object.entries(player.rules)) {
    const path = ['rules', id];
    rule.when.forEach((seen, at) => {
      checkObservation(index, seen, [...path, 'when', at], report);
    });
    rule.until?.forEach((seen, at) => {
      checkObservation(index, seen, [...path, 'until', at], report);
    });
    rule.do.forEach((action, at) => {
      checkAction(index, action, [...path, 'do', at], report);
    });
  }
}

function checkObservation(index: RoomIndex, seen: Observation, path: Path, report: Reporter): void {
  const { equals, above, below } = seen;
  if (equals === undefined && above === undefined && below === undefined) {
    report.add('EMPTY_OBSERVATION', path, 'equals, above or below', 'none');
  }
  const plant = index.plants.get(seen.plant);
  if (plant === undefined) {
    report.unknown('UNKNOWN_PLANT', [...path, 'plant'], seen.plant, index.plants.keys());
    return;
  }
  if (plant.model === undefined) return;
  const { truth } = plant.model;
  const value = Object.hasOwn(truth, seen.value) ? truth[seen.value] : undefined;
  if (value === undefined) {
    report.unknown('UNKNOWN_TRUTH', [...path, 'value'], seen.value, Object.keys(truth));
    return;
  }
  if (equals !== undefined && typeof equals !== value.type) {
    report.add('PROPERTY_TYPE', [...path, 'equals'], `a ${value.type}`, describe(equals));
  }
  if ((above !== undefined || below !== undefined) && value.type !== 'number') {
    report.add('PROPERTY_TYPE', [...path, 'value'], 'a number to compare with', `a ${value.type}`);
  }
}

/** An action on a prop: the plant, what it takes and the range of its value. */
export function checkAction(index: RoomIndex, action: PropAction, path: Path, report: Reporter): void {
  const plant = index.plants.get(action.plant);
  if (plant === undefined) {
    report.unknown('UNKNOWN_PLANT', [...path, 'plant'], action.plant, index.plants.keys());
    return;
  }
  if (plant.model === undefined) return;
  const { actions } = plant.model;
  const known = Object.hasOwn(actions, action.action) ? actions[action.action] : undefined;
  if (known === undefined) {
    report.unknown('UNKNOWN_PROP_ACTION', [...path, 'action'], action.action, Object.keys(actions));
    return;
  }
  if (action.value === undefined) return;
  if (known.value === undefined) report.add('PROP_ACTION_VALUE', [...path, 'value'], 'no value', `${action.value}`);
  else if (action.value < known.value.min || action.value > known.value.max) {
    report.add('PROP_ACTION_VALUE', [...path, 'value'], `${known.value.min} to ${known.value.max}`, `${action.value}`);
  }
}
