import { and, type Formula, heldFor, never, not, signals, whenever } from '../logic/index.ts';
import { isDriven } from './driven.ts';
import { type IndexedPlant, type RoomIndex, unitParam } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { WatchEvent } from './watch-event.ts';

/** A control period of the controller and one of the output. */
const MARGIN_MS = 5;
/** Longest time under current, by driver. */
const LIMITS: Readonly<Record<string, string>> = { relay: 'maxOnMs', lock: 'maxEnergisedMs', dmx_fog: 'maxOnMs' };
const SIGNALS = signals({ on: false, ran: false });

/** 13: what has a longest on-time is never physically on for longer, and rests for as long as it must, across resets too. */
export class OnTimeCap extends TemporalInvariant {
  readonly number = 13;
  readonly title = 'Longest on-times hold';
  readonly hears = ['truth'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #capped = new Map<string, readonly { readonly model: string; readonly instance: Instance }[]>();

  constructor(index: RoomIndex) {
    super();
    for (const device of index.devices.values()) {
      for (const { definition, plants } of device.units.values()) {
        const limitMs = unitParam(definition, LIMITS[definition.driver] ?? '');
        const restMs = unitParam(definition, 'restMs');
        for (const plant of plants) {
          if (limitMs > 0) {
            const formula = never(heldFor(SIGNALS.on, limitMs + MARGIN_MS));
            this.#add(plant, 'on', formula, `${plant.id} has been on for longer than ${limitMs} ms`);
          }
          // A rail that goes and comes is nobody's command.
          if (restMs > 0 && plant.definition.supply === undefined) {
            const isOff = not(SIGNALS.on);
            const formula = whenever(and(SIGNALS.ran, isOff)).until(isOff, heldFor(isOff, restMs - MARGIN_MS));
            this.#add(plant, 'rest', formula, `${plant.id} came on again before its ${restMs} ms of rest were over`);
          }
        }
      }
    }
    this.plants = new Set(this.#capped.keys());
  }

  protected hear(event: WatchEvent): void {
    if (event.kind !== 'truth') return;
    for (const { model, instance } of this.#capped.get(event.plant) ?? []) {
      const isOn = isDriven(model, event.truth);
      instance.set(event.atUs, SIGNALS.on, isOn);
      if (isOn) instance.set(event.atUs, SIGNALS.ran, true);
    }
  }

  #add(plant: IndexedPlant, what: string, formula: Formula, message: string): void {
    const instance = this.watch(`${plant.id} ${what}`, formula, SIGNALS, 0, () => message);
    const { model } = plant.definition;
    this.#capped.set(plant.id, [...(this.#capped.get(plant.id) ?? []), { model, instance }]);
  }
}
