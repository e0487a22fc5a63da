/**
 * From recordings of a real device to the parameters of its twin: times between edges of its drive pins and its end contacts.
 * What no contact shows, such as a needle's inertia or the end of a bare actuator, cannot be fitted and is not in the result.
 */
import type { Room } from '@understudy/contract';
import { findModel } from '@understudy/sim-devices';
import { type Wire, wiresOf } from '../scenario/wires.ts';
import type { Trace } from '../suite/types.ts';
import { type Estimate, estimateOf } from './statistics.ts';

/** One parameter of one plant, in the unit of its model (ms). */
export interface Fitted extends Estimate {
  readonly plant: string;
  readonly parameter: string;
}

interface EdgeAt {
  readonly atUs: number;
  readonly value: number;
}
/** Edges of a plant's pins, by the role in its model. */
type Roles = (role: string) => readonly EdgeAt[];
type Params = Readonly<Record<string, number>>;
/** Samples in ms, by parameter. */
type Fit = (roles: Roles, params: Params) => Readonly<Record<string, readonly number[]>>;

const US_A_MS = 1000;
/** Contacts that bounce do so for less. */
const BOUNCE_MS = 100;

/** Time of each `from` to the first `to` after it and before the next `from`. */
function spansMs(from: readonly EdgeAt[], to: readonly EdgeAt[]): number[] {
  return from.flatMap(({ atUs }, index) => {
    const untilUs = from[index + 1]?.atUs ?? Number.POSITIVE_INFINITY;
    const next = to.find((edge) => edge.atUs > atUs && edge.atUs < untilUs);
    return next === undefined ? [] : (next.atUs - atUs) / US_A_MS;
  });
}
const at = (edges: readonly EdgeAt[], level: number): readonly EdgeAt[] => edges.filter(({ value }) => value === level);

/** From one contact's leaving to the other's reaching lies the stroke without both windows. */
const linear: Fit = (roles, params) => {
  const { contactLevel = 0, contactWindow = 0.01 } = params;
  const stroke = 1 - 2 * contactWindow;
  const ways = [
    spansMs(at(roles('low'), 1 - contactLevel), at(roles('high'), contactLevel)),
    spansMs(at(roles('high'), 1 - contactLevel), at(roles('low'), contactLevel)),
  ];
  return { travelMs: ways.flat().map((ms) => ms / stroke) };
};

const maglock: Fit = (roles, params) => {
  const { heldLevel = 1, energisedHolds = 1 } = params;
  const coil = roles('coil');
  const sense = roles('sense');
  const [held, free] = [at(sense, heldLevel), at(sense, 1 - heldLevel)];
  return {
    releaseMs: spansMs(at(coil, 0), energisedHolds === 1 ? free : held),
    pullInMs: spansMs(at(coil, 1), energisedHolds === 1 ? held : free),
  };
};

/** From the first edge of a group to the last: edges further apart than any bounce begin another group. */
const bouncing =
  (role: string): Fit =>
  (roles) => {
    const spans: number[] = [];
    let first = Number.NEGATIVE_INFINITY;
    let last = first;
    for (const { atUs } of roles(role)) {
      if (atUs - last > BOUNCE_MS * US_A_MS) {
        if (last > first) spans.push((last - first) / US_A_MS);
        first = atUs;
      }
      last = atUs;
    }
    if (last > first) spans.push((last - first) / US_A_MS);
    return { bounceMs: spans };
  };

/** Models whose times show in edges. */
const FITS: Readonly<Record<string, Fit>> = {
  linear,
  maglock,
  button: bouncing('out'),
  switch: bouncing('out'),
};

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
  const plants = room.physics
    .filter((file) => file.controller === controller)
    .flatMap((file) => Object.entries(file.plants));
  return plants.flatMap(([plant, { model, pins, params }]) => {
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
    return [...samples].flatMap(([parameter, values]) =>
      values.length === 0 ? [] : [{ plant, parameter, ...estimateOf(values, resolutionMs) }],
    );
  });
}
