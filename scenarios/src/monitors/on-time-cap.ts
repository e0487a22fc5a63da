import { isDriven } from './driven.ts';
import { Invariant } from './invariant.ts';
import { type RoomIndex, unitParam } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
/** A control period of the controller and one of the output. */
const MARGIN_US = 5000;

interface Cap {
  readonly model: string;
  readonly limitUs: number;
  onSinceUs: number;
}

/** 13: what has a longest on-time is never physically on for longer, whoever asked for it. */
export class OnTimeCap extends Invariant {
  readonly number = 13;
  readonly title = 'Longest on-times hold';
  readonly #caps = new Map<string, Cap>();

  constructor(index: RoomIndex) {
    super();
    for (const device of index.devices.values()) {
      for (const { definition, plants } of device.units.values()) {
        const limitMs = definition.driver === 'relay' ? unitParam(definition, 'maxOnMs') : 0;
        for (const plant of limitMs > 0 ? plants : []) {
          const limitUs = limitMs * 1000 + MARGIN_US;
          this.#caps.set(plant.id, { model: plant.definition.model, limitUs, onSinceUs: NEVER_US });
        }
      }
    }
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'truth') {
      const cap = this.#caps.get(event.plant);
      if (cap === undefined) return;
      if (!isDriven(cap.model, event.truth)) cap.onSinceUs = NEVER_US;
      else if (cap.onSinceUs === NEVER_US) cap.onSinceUs = event.atUs;
    } else if (event.kind === 'due') {
      this.#onDue(event.atUs);
    } else {
      return;
    }
    this.#plan();
  }

  #onDue(atUs: number): void {
    for (const [plant, cap] of this.#caps) {
      if (cap.onSinceUs + cap.limitUs > atUs) continue;
      cap.onSinceUs = NEVER_US;
      this.breach(atUs, `${plant} has been on for longer than ${(cap.limitUs - MARGIN_US) / 1000} ms`);
    }
  }

  #plan(): void {
    this.nextAtUs = NEVER_US;
    for (const cap of this.#caps.values()) this.nextAtUs = Math.min(this.nextAtUs, cap.onSinceUs + cap.limitUs);
  }
}
