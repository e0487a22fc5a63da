/**
 * From recordings of a real device to the parameters of its twin: times and steps between edges of its drive pins and its contacts.
 * What no contact shows, such as a needle's inertia or the end of a bare actuator, cannot be fitted; `observability.ts` says why.
 */
import type { Room } from '@understudy/contract';
import { findModel } from '@understudy/sim-devices';
import { type Wire, wiresOf } from '../scenario/wires.ts';
import type { Trace } from '../suite/types.ts';
import { FITS, type Params, type Roles } from './fit-models.ts';
import { wiredPlants } from './loop-plants.ts';
import { type Estimate, estimateOf } from './statistics.ts';

/** One parameter of one plant, in the unit of its model. */
export interface Fitted extends Estimate {
  readonly plant: string;
  readonly parameter: string;
  readonly unit: 'ms' | 'steps';
  /** What the twin has taken so far. */
  readonly before: number;
}

/** A generator's wire tells whole steps. */
const RESOLUTION_STEPS = 1;

/** Every parameter of the controller's plants of which the recordings have a sample. @param resolutionMs of the bench's edges */
export function fitPlants(
  room: Room,
  controller: string,
  recordings: readonly Trace[],
  resolutionMs = 0.1,
): readonly Fitted[] {
  const definition = room.controllers.find((one) => one.controller === controller);
  if (definition === undefined) throw new RangeError(`expected a controller of the room, seen ${controller}`);
  const byPin = new Map(wiresOf(definition).map((wire): [number, Wire] => [wire.pin, wire]));
  return wiredPlants(room, controller).flatMap(({ id: plant, definition: { model, pins, params } }) => {
    const fit = FITS[model];
    const known = findModel(model);
    if (fit === undefined || known === undefined) return [];
    const defaults = Object.entries(known.params).map(([name, param]) => [name, param.default]);
    const all: Params = { ...Object.fromEntries(defaults), ...params };
    const samples = new Map<string, number[]>();
    for (const { edges } of recordings) {
      const roles: Roles = (role) => {
        const signal = byPin.get(pins[role] ?? -1)?.signal;
        return edges.filter((edge) => edge.signal === signal);
      };
      for (const [name, values] of Object.entries(fit(roles, all))) {
        samples.set(name, [...(samples.get(name) ?? []), ...values]);
      }
    }
    return [...samples].flatMap(([parameter, values]): Fitted[] => {
      if (values.length === 0) return [];
      const unit = parameter.endsWith('Steps') ? 'steps' : 'ms';
      const estimate = estimateOf(values, unit === 'steps' ? RESOLUTION_STEPS : resolutionMs);
      return [{ plant, parameter, unit, before: all[parameter] ?? 0, ...estimate }];
    });
  });
}
