/** The catalogue: every plant model by its name in room files (`physics/*.yaml`). */
import {
  BUTTON,
  CRANK,
  EGRESS_BUTTON,
  ESTOP_BUTTON,
  FLAME,
  IR_TARGET,
  LEVER,
  PLUG,
  READER,
  SELECTOR,
  SWITCH,
  VALVE,
} from './input-models.ts';
import type { PlantModel } from './model.ts';
import { DOOR, LINEAR, MAGLOCK, NEEDLE, ROTOR, SERVO, SPRUNG, TRAVEL } from './motion-models.ts';
import { DMX_FOG, HAZE, LAMP, LOAD, STRIP } from './output-models.ts';

/** Models that a plant definition may name. */
export const MODELS = {
  load: LOAD,
  lamp: LAMP,
  strip: STRIP,
  maglock: MAGLOCK,
  door: DOOR,
  travel: TRAVEL,
  linear: LINEAR,
  needle: NEEDLE,
  valve: VALVE,
  lever: LEVER,
  button: BUTTON,
  ir_target: IR_TARGET,
  flame: FLAME,
  crank: CRANK,
  plug: PLUG,
  haze: HAZE,
  rotor: ROTOR,
  servo: SERVO,
  reader: READER,
  selector: SELECTOR,
  switch: SWITCH,
  sprung: SPRUNG,
  dmx_fog: DMX_FOG,
} as const satisfies Readonly<Record<string, PlantModel>>;
export type ModelName = keyof typeof MODELS;

/** Models of the room's own circuits; their plants are `estop_<button>` and `egress_<button>`. */
export const CIRCUIT_MODELS = { estop_button: ESTOP_BUTTON, egress_button: EGRESS_BUTTON } as const satisfies Readonly<
  Record<string, PlantModel>
>;

/** The model of that name, or undefined. */
export function findModel(name: string): PlantModel | undefined {
  return Object.hasOwn(MODELS, name) ? MODELS[name as ModelName] : undefined;
}
