/** What a picture of a bench cannot know, for the person who looks at it. */
import { type ControllerDefinition, DRIVERS, type Driver, type PlantDefinition, type Room } from '@understudy/contract';
import type { Channel } from '../../bench/types.ts';
import { plantsOf } from '../../plants-of.ts';

/** Models that move or hold by time: on a bench nothing does. */
const MODELLED = ['linear', 'maglock', 'lamp', 'haze', 'dmx_fog', 'servo', 'sprung'];

/** Sentences; the first is always there. */
export function unseenOf(
  room: Room,
  definition: ControllerDefinition,
  channels: ReadonlyMap<number, Channel>,
): readonly string[] {
  const plants = plantsOf(room, definition.controller);
  const own = new Set(plants.map(([id]) => id));
  const has = (...models: readonly string[]): boolean => plants.some(([, { model }]) => models.includes(model));
  const some = (is: (plant: PlantDefinition) => boolean): boolean => plants.some(([, plant]) => is(plant));
  const loose = pinsOf(definition).filter((pin) => !channels.has(pin));
  return [
    'A bench sees wires, not props: no motor, lock or lamp need be connected.',
    ...(has(...MODELLED)
      ? ['How far a drive has come, and when a lock lets go, is what the twin’s models make of the pins.']
      : []),
    ...(has('travel', 'needle', 'rotor')
      ? ['Steppers stand where their counted steps put them since the board started.']
      : []),
    ...(has('strip') ? ['Pixels are what the firmware says that it sends: no wire carries them to the bench.'] : []),
    ...(has('reader') ? ['Which tag lies on a reader is not seen.'] : []),
    ...(some(({ supply }) => supply !== undefined && !own.has(supply))
      ? ['Supplies that other controllers switch are taken as on.']
      : []),
    ...(some(({ blockedBy = [] }) => blockedBy.some((id) => !own.has(id)))
      ? ['What other controllers hold shut is taken as free.']
      : []),
    ...(loose.length > 0
      ? [`No wire leads from the bench to ${loose.length === 1 ? 'pin' : 'pins'} ${loose.join(', ')}.`]
      : []),
  ];
}

const drivers: Readonly<Record<string, Driver>> = DRIVERS;

/** Those that a wire could carry. */
function pinsOf({ devices }: ControllerDefinition): number[] {
  const pins = Object.values(devices).flatMap(({ units }) =>
    Object.values(units).flatMap(({ driver, pins: wired = {} }) =>
      Object.entries(wired).flatMap(([role, pin]) => (drivers[driver]?.pins[role]?.signal === 'strip' ? [] : [pin])),
    ),
  );
  return [...new Set(pins)].sort((one, other) => one - other);
}
