import type { IndexedUnit, RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

const STANDING = ['travel', 'linear'];
const SENSES = ['low', 'high', 'low2', 'high2'];

/**
 * Plants that may not stand where their unit's limit inputs say: one drive moves several of them, and its limits sense but one.
 * Whatever a fault has done to one of them stays: the others end the motion, and the room knows no better. So each is out of
 * step from then on, after the fault has gone too, until a command is COMPLETED that finds it where it should be.
 */
export class OutOfStep {
  /** By plant: those of its unit that no limit input senses. */
  readonly #unsensed = new Map<string, readonly string[]>();
  readonly #plants = new Set<string>();

  constructor({ devices }: RoomIndex) {
    for (const { units } of devices.values()) {
      for (const unit of units.values()) {
        const unsensed = unsensedOf(unit);
        if (unsensed.length === 0) continue;
        for (const { id } of unit.plants) this.#unsensed.set(id, [...(this.#unsensed.get(id) ?? []), ...unsensed]);
      }
    }
  }

  /** Faults come and go. Their targets are plants, wires of plants (`plant.pin`), or two of these (`one.pin/other.pin`). */
  hear(event: WatchEvent): void {
    if (event.kind !== 'injected' && event.kind !== 'healed') return;
    for (const end of event.target.split('/')) {
      for (const plant of this.#unsensed.get(end.split('.')[0] ?? '') ?? []) this.#plants.add(plant);
    }
  }

  has(plant: string): boolean {
    return this.#plants.has(plant);
  }

  /** It has been found where it should be. */
  found(plant: string): void {
    this.#plants.delete(plant);
  }
}

/** None of a unit that has no limit inputs: it goes by time, and drives all of them for long enough. */
function unsensedOf({ definition, plants }: IndexedUnit): string[] {
  const senses = Object.entries(definition.pins ?? {}).filter(([role]) => SENSES.includes(role));
  const pins = new Set(senses.map(([, pin]) => pin));
  if (pins.size === 0) return [];
  return plants
    .filter(({ definition: { model, pins: own } }) => {
      return STANDING.includes(model) && !Object.values(own).some((pin) => pins.has(pin));
    })
    .map(({ id }) => id);
}
