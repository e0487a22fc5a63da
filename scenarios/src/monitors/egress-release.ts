import { findModel, type Truth } from '@understudy/sim-devices';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
/** From the press until the way is physically free: circuit, contactor and the lock's own release together. */
const FREE_US = 100_000;

/** 2: a way out is physically free within 100 ms after its button or any E-stop was pressed. */
export class EgressRelease extends Invariant {
  readonly number = 2;
  readonly title = 'Egress: a pressed button or E-stop frees the way out within 100 ms';
  readonly #index: RoomIndex;
  readonly #truths = new Map<string, Truth>();
  /** Plants that must be free, and by when. */
  readonly #deadlines = new Map<string, number>();

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'truth') {
      this.#truths.set(event.plant, event.truth);
      if (event.truth.pressed === true) this.#onPressed(event.atUs, event.plant);
      else if (event.truth.pressed === false) this.#onReleased(event.plant);
    } else if (event.kind === 'due') {
      this.#onDue(event.atUs);
    }
  }

  #onPressed(atUs: number, button: string): void {
    for (const plant of this.#freedBy(button)) {
      if (!this.#deadlines.has(plant)) this.#deadlines.set(plant, atUs + FREE_US);
    }
    this.#plan();
  }

  /** A button that is let go in time asks nothing any more. */
  #onReleased(button: string): void {
    for (const plant of this.#freedBy(button)) this.#deadlines.delete(plant);
    this.#plan();
  }

  #freedBy(button: string): readonly string[] {
    const { circuits } = this.#index.room.manifest;
    if (button.startsWith('egress_')) return circuits.egress.buttons[button.slice(7)]?.releases ?? [];
    if (!button.startsWith('estop_')) return [];
    return [...this.#index.plants.values()].filter(({ definition }) => definition.egress === true).map(({ id }) => id);
  }

  #onDue(atUs: number): void {
    for (const [plant, deadlineAtUs] of this.#deadlines) {
      if (deadlineAtUs > atUs) continue;
      this.#deadlines.delete(plant);
      if (this.#holds(plant)) this.breach(atUs, `${plant} still holds ${FREE_US / 1000} ms after the release`);
    }
    this.#plan();
  }

  #holds(plant: string): boolean {
    const truth = this.#truths.get(plant);
    const definition = this.#index.plants.get(plant)?.definition;
    if (truth === undefined || definition === undefined) return false;
    if (definition.model !== 'linear') return truth.holding === true;
    const openBelow = definition.params?.openBelow ?? findModel('linear')?.params.openBelow?.default ?? 0;
    return Number(truth.position) >= openBelow;
  }

  #plan(): void {
    this.nextAtUs = NEVER_US;
    for (const deadlineAtUs of this.#deadlines.values()) this.nextAtUs = Math.min(this.nextAtUs, deadlineAtUs);
  }
}
