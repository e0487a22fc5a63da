import { MODELS, type ModelName } from '../catalog/catalog.ts';
import { Button } from './button.ts';
import { Crank } from './crank.ts';
import { DmxFog } from './dmx-fog.ts';
import { Door } from './door.ts';
import { Flame } from './flame.ts';
import { Haze } from './haze.ts';
import { IrTarget } from './ir-target.ts';
import { Lamp } from './lamp.ts';
import { Lever } from './lever.ts';
import { Linear } from './linear.ts';
import { Load } from './load.ts';
import { Maglock } from './maglock.ts';
import { Needle } from './needle.ts';
import type { Plant, PlantSetting } from './plant.ts';
import { Plug } from './plug.ts';
import { Reader } from './reader.ts';
import { Rotor } from './rotor.ts';
import { Selector } from './selector.ts';
import { Servo } from './servo.ts';
import { Sprung } from './sprung.ts';
import { Strip } from './strip.ts';
import { Switch } from './switch.ts';
import { Travel } from './travel.ts';
import { Valve } from './valve.ts';

const CLASSES: Readonly<Record<ModelName, new (setting: PlantSetting) => Plant>> = {
  load: Load,
  lamp: Lamp,
  strip: Strip,
  maglock: Maglock,
  door: Door,
  travel: Travel,
  linear: Linear,
  needle: Needle,
  valve: Valve,
  lever: Lever,
  button: Button,
  ir_target: IrTarget,
  flame: Flame,
  crank: Crank,
  plug: Plug,
  haze: Haze,
  rotor: Rotor,
  servo: Servo,
  reader: Reader,
  selector: Selector,
  switch: Switch,
  sprung: Sprung,
  dmx_fog: DmxFog,
};

/** Makes a plant of a model; params that are not given take the catalogue's defaults. */
export function createPlant(
  model: ModelName,
  setting: Omit<PlantSetting, 'params'> & { readonly params?: Readonly<Record<string, number>> },
): Plant {
  const params: Record<string, number> = {};
  for (const [name, param] of Object.entries(MODELS[model].params)) params[name] = param.default;
  Object.assign(params, setting.params);
  return new CLASSES[model]({ ...setting, params });
}
