import { and, heldFor, never, signals } from '../logic/index.ts';
import { isDriven } from './driven.ts';
import type { IndexedPlant, RoomIndex } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** One ms beyond the contactor's time, for what takes effect in the step after. */
const MARGIN_MS = 1;
const SIGNALS = signals({ open: false, driven: false });

/**
 * 1: with the chain open, nothing behind the contactor is under current after the drop-out time. A mass that coasts
 * without power is not driven.
 */
export class EstopDropOut extends TemporalInvariant {
  readonly number = 1;
  readonly title = 'E-stop: no output behind the contactor is energised beyond the drop-out time';
  readonly hears = ['truth'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #outputs = new Map<string, { readonly plant: IndexedPlant; readonly instance: Instance }>();
  readonly #pressed = new Set<string>();

  constructor(index: RoomIndex) {
    super();
    const { buttons, dropOutMs } = index.room.manifest.circuits.estop;
    const formula = never(and(heldFor(SIGNALS.open, dropOutMs + MARGIN_MS), SIGNALS.driven));
    for (const plant of index.plants.values()) {
      const { estop, egress, model } = plant.definition;
      // A bolt that falls back by its spring moves without current.
      if (estop !== true && (egress !== true || model !== 'maglock')) continue;
      const message = () => `${plant.id} is driven though the chain has been open for ${dropOutMs} ms and longer`;
      this.#outputs.set(plant.id, { plant, instance: this.watch(plant.id, formula, SIGNALS, 0, message) });
    }
    this.plants = new Set([...this.#outputs.keys(), ...Object.keys(buttons).map((button) => `estop_${button}`)]);
  }

  protected hear(event: WatchEvent): void {
    if (event.kind !== 'truth') return;
    const output = this.#outputs.get(event.plant);
    if (output === undefined) {
      this.#onButton(event);
      return;
    }
    const driven = isDriven(output.plant.definition.model, event.truth);
    const set = (): void => output.instance.set(event.atUs, SIGNALS.driven, driven);
    // What has current again in the instant of the release may be told before the button.
    if (this.isPuttingOff || (driven && this.#pressed.size > 0)) this.putOff(event.atUs, set);
    else set();
  }

  #onButton({ atUs, plant, truth }: EventOf<'truth'>): void {
    if (truth.pressed === true) this.#pressed.add(plant);
    else this.#pressed.delete(plant);
    for (const { instance } of this.#outputs.values()) instance.set(atUs, SIGNALS.open, this.#pressed.size > 0);
  }
}
