import type { Truth } from '@understudy/sim-devices';
import type { IndexedUnit, RoomIndex } from './room-index.ts';

/**
 * Which plants are without current by the room's own wiring, whatever their controllers say: an E-stop or a release button
 * is pressed, or what supplies them is off.
 */
export class CutCurrent {
  /** What cuts a plant's current while it is pressed, or while it is off. */
  readonly #fedBy = new Map<string, readonly string[]>();
  /** Plants that each of them cuts. */
  readonly #cutBy = new Map<string, readonly string[]>();
  readonly #cutting = new Set<string>();

  constructor({ room, plants }: RoomIndex) {
    const { estop, egress } = room.manifest.circuits;
    const estops = Object.keys(estop.buttons).map((button) => `estop_${button}`);
    for (const { id, definition } of plants.values()) {
      const isBehindContactor = definition.estop === true || definition.egress === true;
      const releases = Object.entries(egress.buttons).flatMap(([button, { releases: released }]) =>
        released.includes(id) ? [`egress_${button}`] : [],
      );
      const { supply } = definition;
      const feeds = [...(isBehindContactor ? estops : []), ...releases, ...(supply === undefined ? [] : [supply])];
      this.#fedBy.set(id, feeds);
      for (const feed of feeds) this.#cutBy.set(feed, [...(this.#cutBy.get(feed) ?? []), id]);
    }
  }

  /** Buttons and supplies whose truth it has to hear. */
  get watched(): Iterable<string> {
    return this.#cutBy.keys();
  }

  /** Takes a truth. Returns the plants that are without current because of it. */
  hear(plant: string, truth: Truth): readonly string[] {
    const plants = this.#cutBy.get(plant);
    if (plants === undefined) return [];
    const isCutting = truth.pressed === true || truth.on === false;
    if (!isCutting) this.#cutting.delete(plant);
    else this.#cutting.add(plant);
    return isCutting ? plants : [];
  }

  isCut(plant: string): boolean {
    return this.#fedBy.get(plant)?.some((feed) => this.#cutting.has(feed)) ?? false;
  }
}

/** Whether a unit's controller can see that its operation had its effect; the others go by time alone. */
export function hasReadBack({ definition: { driver, pins } }: IndexedUnit): boolean {
  if (driver === 'lock') return pins?.sense !== undefined;
  if (driver === 'actuator') return pins?.low !== undefined && pins.high !== undefined;
  return driver === 'motor';
}
