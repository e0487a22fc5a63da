/** What a fit has not measured, and why: a list that is silent about a plant would look as if it had been checked. */
import type { Room } from '@understudy/contract';
import { findModel } from '@understudy/sim-devices';
import type { Fitted } from './fit.ts';
import { FITS } from './fit-models.ts';
import { isLoop, type LoopPlant, wiredPlants } from './loop-plants.ts';

export interface NotObserved {
  readonly plant: string;
  readonly model: string;
  /** All of its model that is not measured. */
  readonly parameters: readonly string[];
  readonly why: string;
}

/** Plants of the controller with the parameters that `fitted` lacks, in the room's order; those without parameters are left out. */
export function notObserved(room: Room, controller: string, fitted: readonly Fitted[]): readonly NotObserved[] {
  return wiredPlants(room, controller).flatMap((plant) => {
    const { id, definition } = plant;
    const measured = fitted.filter((one) => one.plant === id).map(({ parameter }) => parameter);
    const all = Object.keys(findModel(definition.model)?.params ?? {});
    const parameters = all.filter((name) => !measured.includes(name));
    if (parameters.length === 0) return [];
    return [{ plant: id, model: definition.model, parameters, why: reason(plant, measured.length > 0) }];
  });
}

function reason(plant: LoopPlant, isMeasured: boolean): string {
  const { outputs, inputs, definition } = plant;
  if (isMeasured) return 'no edge depends on them alone';
  if (inputs.length === 0) return 'no contact or sense pin shows what it does';
  if (outputs.length === 0) return 'a hand works it, and no bench has one';
  if (FITS[definition.model] === undefined) return 'its pins do not show its parameters';
  return isLoop(plant) ? 'its contacts did not answer' : 'nothing moves it';
}

/** Whether any plant of the controller can be measured by commands alone. */
export const canObserve = (room: Room, controller: string): boolean =>
  wiredPlants(room, controller).some((plant) => isLoop(plant) && FITS[plant.definition.model] !== undefined);
