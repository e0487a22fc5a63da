import { and, not, signals, whenever } from '../logic/index.ts';
import { Disturbance } from './disturbance.ts';
import { isDriven } from './driven.ts';
import type { RoomIndex } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** What was asked for so shortly before, as the latch asks for safe operations, may be what starts. */
const UNDER_WAY_US = 5_000_000;
const SIGNALS = signals({ resetting: false, driven: false });

interface Output {
  readonly model: string;
  /** Faults of its controller: one that boots drives its boot states, reset or not. */
  readonly boots: Disturbance;
  readonly devices: ReadonlySet<string>;
  readonly instance: Instance;
}

/**
 * 6: from the moment that the second person confirms a reset until dispatch is resumed nothing critical that stands still or
 * is without current starts by itself: only what the engine asks for in a command, and what a controller does that boots.
 */
export class ResetRestartsNothing extends TemporalInvariant {
  readonly number = 6;
  readonly title = 'A reset restarts no motion and no output';
  readonly hears = ['truth', 'operator', 'command', 'status', 'injected', 'healed'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #outputs = new Map<string, Output>();
  /** By controller. */
  readonly #boots = new Map<string, Disturbance>();
  readonly #commandedAtUs = new Map<string, number>();
  #latched = false;
  #resetting = false;

  constructor(index: RoomIndex) {
    super();
    const formula = whenever(and(SIGNALS.resetting, not(SIGNALS.driven))).until(
      not(SIGNALS.driven),
      not(SIGNALS.resetting),
    );
    for (const { controller } of index.room.controllers) {
      this.#boots.set(controller, new Disturbance('controller', 'security.key_skew'));
    }
    const critical = [...index.devices.values()].filter(({ definition }) => definition.safetyClass === 'CRITICAL');
    for (const { id, controller, definition } of index.plants.values()) {
      const owners = critical.filter(({ units }) =>
        [...units.values()].some(({ plants }) => plants.some((plant) => plant.id === id)),
      );
      const boots = this.#boots.get(controller);
      if (owners.length === 0 || boots === undefined) continue;
      const instance = this.watch(id, formula, SIGNALS, 0, () => `${id} started by itself while safety was reset`);
      const devices = new Set(owners.map((owner) => owner.id));
      this.#outputs.set(id, { model: definition.model, boots, devices, instance });
    }
    this.plants = new Set(this.#outputs.keys());
  }

  protected hear(event: WatchEvent): void {
    if (event.kind === 'truth') {
      const output = this.#outputs.get(event.plant);
      output?.instance.set(event.atUs, SIGNALS.driven, isDriven(output.model, event.truth));
    } else if (event.kind === 'operator') {
      this.#onOperator(event);
    } else if (event.kind === 'status') {
      this.#latched = event.latched;
      if (event.dispatchEnabled && this.#resetting) this.#reset(event.atUs, false);
    } else if (event.kind === 'injected' || event.kind === 'healed') {
      this.#onFault(event);
    } else if (event.kind === 'command') {
      this.#commandedAtUs.set(event.command.device, event.atUs);
      for (const { devices, instance } of this.#resetting ? this.#outputs.values() : []) {
        if (devices.has(event.command.device)) instance.set(event.atUs, SIGNALS.resetting, false);
      }
    }
  }

  /** One without a target is of whoever it happens to next. */
  #onFault(event: EventOf<'injected' | 'healed'>): void {
    for (const [controller, boots] of this.#boots) {
      if (event.target === '' || event.target === controller) boots.hear(event);
    }
    for (const { boots, instance } of this.#resetting ? this.#outputs.values() : []) {
      if (!boots.quietSince(event.atUs)) instance.set(event.atUs, SIGNALS.resetting, false);
    }
  }

  /** A confirmation of nothing, as in a storm of requests, begins no reset. */
  #onOperator({ atUs, action }: EventOf<'operator'>): void {
    if (action === 'CONFIRM_SAFETY_RESET' && this.#latched) this.#reset(atUs, true);
    else if (action === 'RESUME_DISPATCH' || action === 'START_GRAPH') this.#reset(atUs, false);
  }

  #reset(atUs: number, resetting: boolean): void {
    this.#resetting = resetting;
    const justBeforeUs = atUs - UNDER_WAY_US;
    for (const { boots, devices, instance } of this.#outputs.values()) {
      const isUnderWay =
        !boots.quietSince(justBeforeUs) ||
        [...devices].some((device) => (this.#commandedAtUs.get(device) ?? justBeforeUs) > justBeforeUs);
      instance.set(atUs, SIGNALS.resetting, resetting && !isUnderWay);
    }
  }
}
