import { and, heldFor, never, signals } from '../logic/index.ts';
import { isHolding } from './driven.ts';
import type { IndexedPlant, RoomIndex } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { WatchEvent } from './watch-event.ts';

/** From the press until the way is physically free: circuit, contactor and the lock's own release together. */
const FREE_MS = 100;
const SIGNALS = signals({ asked: false, holding: false });

interface Way {
  readonly plant: IndexedPlant;
  readonly instance: Instance;
  /** Buttons that free it and are pressed now. */
  readonly pressed: Set<string>;
}

/** 2: a way out is physically free within 100 ms after its button or any E-stop was pressed, and while it is pressed. */
export class EgressRelease extends TemporalInvariant {
  readonly number = 2;
  readonly title = 'Egress: a pressed button or E-stop frees the way out within 100 ms';
  readonly hears = ['truth'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #ways = new Map<string, Way>();
  /** Ways that a button frees. */
  readonly #freedBy = new Map<string, readonly Way[]>();

  constructor(index: RoomIndex) {
    super();
    const { estop, egress } = index.room.manifest.circuits;
    const formula = never(and(heldFor(SIGNALS.asked, FREE_MS), SIGNALS.holding));
    for (const plant of index.plants.values()) {
      if (!index.waysOut.has(plant.id)) continue;
      const message = () => `${plant.id} still holds ${FREE_MS} ms after the release`;
      const instance = this.watch(plant.id, formula, SIGNALS, 0, message);
      this.#ways.set(plant.id, { plant, instance, pressed: new Set() });
    }
    const all = [...this.#ways.values()];
    for (const button of Object.keys(estop.buttons)) {
      this.#freedBy.set(
        `estop_${button}`,
        all.filter(({ plant }) => plant.definition.egress === true),
      );
    }
    for (const [button, { releases }] of Object.entries(egress.buttons)) {
      this.#freedBy.set(
        `egress_${button}`,
        all.filter(({ plant }) => releases.includes(plant.id)),
      );
    }
    this.plants = new Set([...this.#ways.keys(), ...this.#freedBy.keys()]);
  }

  protected hear(event: WatchEvent): void {
    if (event.kind !== 'truth') return;
    const { atUs, plant, truth } = event;
    const way = this.#ways.get(plant);
    way?.instance.set(atUs, SIGNALS.holding, isHolding(way.plant.definition, truth));
    for (const { pressed, instance } of this.#freedBy.get(plant) ?? []) {
      if (truth.pressed === true) pressed.add(plant);
      else pressed.delete(plant);
      instance.set(atUs, SIGNALS.asked, pressed.size > 0);
    }
  }
}
