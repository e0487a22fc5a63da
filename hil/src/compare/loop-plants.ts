/** Plants that answer their controller: it drives them, and a contact or sense pin of theirs tells it what became of that. */
import type { ControllerDefinition, PlantDefinition, Room } from '@understudy/contract';
import { findModel } from '@understudy/sim-devices';
import { plantsOf } from '../plants-of.ts';
import { wiresOf } from '../scenario/wires.ts';

export interface LoopPlant {
  readonly id: string;
  readonly definition: PlantDefinition;
  /** Pins of the controller's table, by what they are for the controller. */
  readonly outputs: readonly number[];
  readonly inputs: readonly number[];
}

/** Every plant of a controller in the room's order, with those of its pins that its model drives or hears. */
export function wiredPlants(room: Room, controller: string): readonly LoopPlant[] {
  return plantsOf(room, controller).map(([id, definition]) => {
    const known = findModel(definition.model)?.pins ?? {};
    const pins = (direction: string): number[] =>
      Object.entries(definition.pins).flatMap(([role, pin]) => (known[role]?.direction === direction ? [pin] : []));
    return { id, definition, outputs: pins('out'), inputs: pins('in') };
  });
}

export const isLoop = ({ outputs, inputs }: LoopPlant): boolean => outputs.length > 0 && inputs.length > 0;

/** What moves a loop plant, by the signal of each of its contacts. */
export type Answers = ReadonlyMap<string, readonly string[]>;

export function answersOf(room: Room, definition: ControllerDefinition): Answers {
  const signals = new Map(wiresOf(definition).map(({ pin, signal }) => [pin, signal]));
  const named = (pins: readonly number[]): string[] => pins.flatMap((pin) => signals.get(pin) ?? []);
  const loops = wiredPlants(room, definition.controller).filter(isLoop);
  return new Map(
    loops.flatMap(({ inputs, outputs }) => named(inputs).map((signal): [string, string[]] => [signal, named(outputs)])),
  );
}
