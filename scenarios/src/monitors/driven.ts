import type { PlantDefinition } from '@understudy/contract';
import { findModel, type Truth } from '@understudy/sim-devices';

/** Whether a plant is physically under current or in motion, by its model's truth. Inputs never are, nor what runs down. */
export function isDriven(model: string, truth: Truth): boolean {
  switch (model) {
    case 'load':
      return truth.on === true;
    case 'lamp':
      return Number(truth.level) > 0;
    case 'haze':
      return truth.fogging === true;
    case 'maglock':
      return truth.energised === true;
    case 'travel':
      return truth.powered === true && Number(truth.speed) !== 0;
    case 'servo':
      return truth.moving === true;
    case 'dmx_fog':
      return truth.fogging === true;
    case 'rotor':
      return truth.powered === true && truth.turning === true;
    case 'linear':
      return Number(truth.speed) !== 0;
    case 'needle':
      return truth.moving === true;
    case 'strip':
      return Number(truth.effect) !== 0 && Number(truth.lit) > 0 && Number(truth.brightness) > 0;
    default:
      return false;
  }
}

/** Whether a lock or bolt keeps its way shut: a maglock that holds, a bolt that is not drawn. */
export function isHolding({ model, params }: PlantDefinition, truth: Truth): boolean {
  if (model !== 'linear') return truth.holding === true;
  return Number(truth.position) >= (params?.openBelow ?? findModel('linear')?.params.openBelow?.default ?? 0);
}
