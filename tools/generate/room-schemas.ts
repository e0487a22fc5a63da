/** JSON Schemas of a room's files and of scenarios, for editors: `rooms/schemas/*.schema.json`. */
import {
  CalibrationDefinition,
  ControllerDefinition,
  GraphDefinition,
  ObjectivesDefinition,
  PhysicsDefinition,
  PlayerDefinition,
  ReadyDefinition,
  RoomManifest,
  RulesDefinition,
} from '@understudy/contract';
import { SCENARIO_FILE_SCHEMA } from '@understudy/hil/scenario-schema';
import { Scenario } from '@understudy/scenarios';
import { schemaDocument } from './json-schema.ts';
import { jsonText } from './json-text.ts';

const FILES: readonly (readonly [name: string, file: string, about: string, schema: object])[] = [
  ['room', 'room.yaml', 'The room itself, its zones, colours and hardwired circuits.', RoomManifest],
  ['graph', 'graph.yaml', 'The game.', GraphDefinition],
  ['objectives', 'objectives.yaml', 'What the players are to achieve.', ObjectivesDefinition],
  ['rules', 'rules.yaml', 'Interlocks.', RulesDefinition],
  ['ready', 'ready.yaml', 'What must be before a game, and the reset that brings it there.', ReadyDefinition],
  ['controller', 'controllers/*.yaml', 'What is on one controller.', ControllerDefinition],
  ['physics', 'physics/*.yaml', "What hangs on a controller's pins, for the twin.", PhysicsDefinition],
  ['calibration', 'calibration.yaml', 'Parameters of plants as measured on real devices.', CalibrationDefinition],
  ['player', 'players/*.yaml', 'How someone plays the room by its props.', PlayerDefinition],
  [
    'scenario',
    'scenario',
    'All that happens to a room from outside in one run: players, acts, requests, faults.',
    Scenario,
  ],
  ['bench-scenario', 'bench/*.yaml', 'What happens to one controller on a bench, step by step.', SCENARIO_FILE_SCHEMA],
];

/** Path and text of every schema file. */
export function roomSchemas(): readonly (readonly [path: string, text: string])[] {
  return FILES.map(([name, file, about, schema]) => [
    `rooms/schemas/${name}.schema.json`,
    jsonText(schemaDocument(file, about, schema)),
  ]);
}
