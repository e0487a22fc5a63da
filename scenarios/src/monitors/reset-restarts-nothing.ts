import { and, not, signals, whenever } from '../logic/index.ts';
import { isDriven } from './driven.ts';
import type { RoomIndex } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const SIGNALS = signals({ resetting: false, driven: false });

interface Output {
  readonly model: string;
  readonly devices: ReadonlySet<string>;
  readonly instance: Instance;
}

/**
 * 6: from the moment that the second person confirms a reset until dispatch is resumed nothing critical that stands still or
 * is without current starts by itself: only what the engine asks for in a command.
 */
export class ResetRestartsNothing extends TemporalInvariant {
  readonly number = 6;
  readonly title = 'A reset restarts no motion and no output';
  readonly hears = ['truth', 'operator', 'command'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #outputs = new Map<string, Output>();
  #resetting = false;

  constructor(index: RoomIndex) {
    super();
    const formula = whenever(and(SIGNALS.resetting, not(SIGNALS.driven))).until(
      not(SIGNALS.driven),
      not(SIGNALS.resetting),
    );
    const critical = [...index.devices.values()].filter(({ definition }) => definition.safetyClass === 'CRITICAL');
    for (const { id, definition } of index.plants.values()) {
      const owners = critical.filter(({ units }) =>
        [...units.values()].some(({ plants }) => plants.some((plant) => plant.id === id)),
      );
      if (owners.length === 0) continue;
      const instance = this.watch(id, formula, SIGNALS, 0, () => `${id} started by itself while safety was reset`);
      this.#outputs.set(id, { model: definition.model, devices: new Set(owners.map((owner) => owner.id)), instance });
    }
    this.plants = new Set(this.#outputs.keys());
  }

  protected hear(event: WatchEvent): void {
    if (event.kind === 'truth') {
      const output = this.#outputs.get(event.plant);
      output?.instance.set(event.atUs, SIGNALS.driven, isDriven(output.model, event.truth));
    } else if (event.kind === 'operator') {
      this.#onOperator(event);
    } else if (event.kind === 'command' && this.#resetting) {
      for (const { devices, instance } of this.#outputs.values()) {
        if (devices.has(event.command.device)) instance.set(event.atUs, SIGNALS.resetting, false);
      }
    }
  }

  #onOperator({ atUs, action }: EventOf<'operator'>): void {
    if (action === 'CONFIRM_SAFETY_RESET') this.#resetting = true;
    else if (action === 'RESUME_DISPATCH' || action === 'START_GRAPH') this.#resetting = false;
    else return;
    for (const { instance } of this.#outputs.values()) instance.set(atUs, SIGNALS.resetting, this.#resetting);
  }
}
