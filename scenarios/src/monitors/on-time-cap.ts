import { heldFor, never, signals } from '../logic/index.ts';
import { isDriven } from './driven.ts';
import { type RoomIndex, unitParam } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { WatchEvent } from './watch-event.ts';

/** A control period of the controller and one of the output. */
const MARGIN_MS = 5;
/** Longest time under current, by driver. */
const LIMITS: Readonly<Record<string, string>> = { relay: 'maxOnMs', lock: 'maxEnergisedMs', dmx_fog: 'maxOnMs' };
const SIGNALS = signals({ on: false });

/** 13: what has a longest on-time is never physically on for longer, whoever asked for it and however often it was reset. */
export class OnTimeCap extends TemporalInvariant {
  readonly number = 13;
  readonly title = 'Longest on-times hold';
  readonly hears = ['truth'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #capped = new Map<string, { readonly model: string; readonly instance: Instance }>();

  constructor(index: RoomIndex) {
    super();
    for (const device of index.devices.values()) {
      for (const { definition, plants } of device.units.values()) {
        const limitMs = unitParam(definition, LIMITS[definition.driver] ?? '');
        if (!(limitMs > 0)) continue;
        const formula = never(heldFor(SIGNALS.on, limitMs + MARGIN_MS));
        for (const plant of plants) {
          const message = () => `${plant.id} has been on for longer than ${limitMs} ms`;
          const instance = this.watch(plant.id, formula, SIGNALS, 0, message);
          this.#capped.set(plant.id, { model: plant.definition.model, instance });
        }
      }
    }
    this.plants = new Set(this.#capped.keys());
  }

  protected hear(event: WatchEvent): void {
    if (event.kind !== 'truth') return;
    const capped = this.#capped.get(event.plant);
    capped?.instance.set(event.atUs, SIGNALS.on, isDriven(capped.model, event.truth));
  }
}
