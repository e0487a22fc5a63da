import type { Truth } from '@understudy/sim-devices';
import { isDriven } from './driven.ts';
import { Invariant } from './invariant.ts';
import type { IndexedPlant, RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

/** One ms beyond the contactor's time, for what takes effect in the step after. */
const MARGIN_US = 1000;
const NEVER_US = Number.POSITIVE_INFINITY;

/**
 * 1: with the chain open, nothing behind the contactor is under current after the drop-out time. A mass that coasts
 * without power is not driven.
 */
export class EstopDropOut extends Invariant {
  readonly number = 1;
  readonly title = 'E-stop: no output behind the contactor is energised beyond the drop-out time';
  readonly #plants: readonly IndexedPlant[];
  readonly #truths = new Map<string, Truth>();
  readonly #pressed = new Set<string>();
  readonly #dropOutUs: number;
  #openSinceUs = NEVER_US;

  constructor(index: RoomIndex) {
    super();
    // A bolt that falls back by its spring moves without current.
    this.#plants = [...index.plants.values()].filter(
      ({ definition }) => definition.estop === true || (definition.egress === true && definition.model === 'maglock'),
    );
    this.#dropOutUs = index.room.manifest.circuits.estop.dropOutMs * 1000 + MARGIN_US;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'truth') this.#onTruth(event.atUs, event.plant, event.truth);
    else if (event.kind === 'due') this.#checkAll(event.atUs);
  }

  #onTruth(atUs: number, plant: string, truth: Truth): void {
    if (plant.startsWith('estop_')) this.#onButton(atUs, plant, truth.pressed === true);
    this.#truths.set(plant, truth);
    if (atUs < this.#openSinceUs + this.#dropOutUs) return;
    const watched = this.#plants.find(({ id }) => id === plant);
    if (watched !== undefined) this.#check(atUs, watched);
  }

  #onButton(atUs: number, button: string, pressed: boolean): void {
    if (pressed) this.#pressed.add(button);
    else this.#pressed.delete(button);
    if (this.#pressed.size === 0) {
      this.#openSinceUs = NEVER_US;
      this.nextAtUs = NEVER_US;
    } else if (this.#openSinceUs === NEVER_US) {
      this.#openSinceUs = atUs;
      this.nextAtUs = atUs + this.#dropOutUs;
    }
  }

  #checkAll(atUs: number): void {
    if (this.#pressed.size === 0) return;
    for (const plant of this.#plants) this.#check(atUs, plant);
  }

  #check(atUs: number, plant: IndexedPlant): void {
    const truth = this.#truths.get(plant.id);
    if (truth !== undefined && isDriven(plant.definition.model, truth)) {
      this.breach(atUs, `${plant.id} is still driven ${atUs - this.#openSinceUs} µs after the chain opened`);
    }
  }
}
