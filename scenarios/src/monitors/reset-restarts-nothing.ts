import { and, not, signals, whenever } from '../logic/index.ts';
import { Disturbance } from './disturbance.ts';
import { isDriven } from './driven.ts';
import type { RoomIndex } from './room-index.ts';
import { isOffWhenIdle } from './supervision.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** What was asked for so shortly before, as the latch asks for safe operations, may be what starts. */
const UNDER_WAY_US = 5_000_000;
/** Faults that may keep the engine's heartbeat from a controller. */
const SILENCE = ['network', 'engine'];
const CONFIRM = 'CONFIRM_SAFETY_RESET';
const SIGNALS = signals({ resetting: false, driven: false });

interface Output {
  readonly model: string;
  /** Itself, its supply, and the controllers of both. */
  readonly names: ReadonlySet<string>;
  /** Faults of these: a controller that boots drives its boot states, and what is mended does as it is told, reset or not. */
  readonly faults: Disturbance;
  /** Of itself and of its supply. */
  readonly devices: ReadonlySet<string>;
  readonly instance: Instance;
}

/**
 * 6: from the moment that the second person confirms a reset until dispatch is resumed, or an E-stop is pressed again, nothing
 * critical that stands still or is without current starts by itself: only what the engine asks for in a command, of it or of
 * its supply, what faults do, and what a press drives. What starts is judged when its instant is over: its cause may be told
 * after it.
 */
export class ResetRestartsNothing extends TemporalInvariant {
  readonly number = 6;
  readonly title = 'A reset restarts no motion and no output';
  readonly hears = ['truth', 'operator', 'command', 'status', 'fault', 'injected', 'healed'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #outputs = new Map<string, Output>();
  readonly #buttons: ReadonlySet<string>;
  readonly #commandedAtUs = new Map<string, number>();
  #latched = false;
  #resetting = false;
  /** Before the last confirmation, which may be refused. */
  #wasResetting = false;

  constructor(index: RoomIndex) {
    super();
    const formula = whenever(and(SIGNALS.resetting, not(SIGNALS.driven))).until(
      not(SIGNALS.driven),
      not(SIGNALS.resetting),
    );
    const ownersOf = (plant: string) => index.devicesOn.get(plant) ?? [];
    for (const { id, controller, definition } of index.plants.values()) {
      const own = ownersOf(id);
      if (!own.some(({ definition: { safetyClass } }) => safetyClass === 'CRITICAL')) continue;
      const supply = index.plants.get(definition.supply ?? '');
      const devices = new Set([...own, ...ownersOf(supply?.id ?? '')].map((device) => device.id));
      const names = new Set([id, controller, supply?.id ?? id, supply?.controller ?? controller]);
      const faults = new Disturbance(
        'controller',
        'actuator',
        'security.key_skew',
        ...(isOffIdle(index, id) ? [] : SILENCE),
      );
      const instance = this.watch(id, formula, SIGNALS, 0, () => `${id} started by itself while safety was reset`);
      this.#outputs.set(id, { model: definition.model, names, faults, devices, instance });
    }
    this.#buttons = new Set(Object.keys(index.room.manifest.circuits.estop.buttons).map((id) => `estop_${id}`));
    this.plants = new Set([...this.#outputs.keys(), ...this.#buttons]);
  }

  protected hear(event: WatchEvent): void {
    if (event.kind === 'truth') {
      this.#onTruth(event);
    } else if (event.kind === 'operator') {
      this.#onOperator(event);
    } else if (event.kind === 'status') {
      this.#latched = event.latched;
      if (event.dispatchEnabled && this.#resetting) this.#reset(event.atUs, false);
    } else if (event.kind === 'injected' || event.kind === 'healed') {
      this.#onInjected(event);
    } else if (event.kind === 'fault') {
      const isRefused = event.faultKind === 'REQUEST_REFUSED' && event.details.action === CONFIRM;
      if (isRefused && this.#resetting && !this.#wasResetting) this.#reset(event.atUs, false);
    } else if (event.kind === 'command') {
      this.#commandedAtUs.set(event.command.device, event.atUs);
      for (const { devices, instance } of this.#resetting ? this.#outputs.values() : []) {
        if (devices.has(event.command.device)) instance.set(event.atUs, SIGNALS.resetting, false);
      }
    }
  }

  #onTruth({ atUs, plant, truth }: EventOf<'truth'>): void {
    if (this.#buttons.has(plant) && truth.pressed === true && this.#resetting) this.#reset(atUs, false);
    const output = this.#outputs.get(plant);
    if (output === undefined) return;
    const driven = isDriven(output.model, truth);
    const set = (): void => output.instance.set(atUs, SIGNALS.driven, driven);
    if (this.isPuttingOff || (driven && this.#resetting)) this.putOff(atUs, set);
    else set();
  }

  /** One without a target is of whoever it happens to next. */
  #onInjected(event: EventOf<'injected' | 'healed'>): void {
    const hit = event.target.split('/').map((end) => end.split('.')[0] ?? '');
    for (const { names, faults, instance } of this.#outputs.values()) {
      if (event.target !== '' && event.target !== 'engine' && !hit.some((name) => names.has(name))) continue;
      faults.hear(event);
      if (this.#resetting && !faults.quietSince(event.atUs)) instance.set(event.atUs, SIGNALS.resetting, false);
    }
  }

  /** A confirmation of nothing, as in a storm of requests, begins no reset. */
  #onOperator({ atUs, action }: EventOf<'operator'>): void {
    if (action === CONFIRM && this.#latched) {
      this.#wasResetting = this.#resetting;
      this.#reset(atUs, true);
    } else if (action === 'RESUME_DISPATCH' || action === 'START_GRAPH') this.#reset(atUs, false);
  }

  #reset(atUs: number, resetting: boolean): void {
    this.#resetting = resetting;
    const justBeforeUs = atUs - UNDER_WAY_US;
    for (const { faults, devices, instance } of this.#outputs.values()) {
      const isUnderWay =
        !faults.quietSince(justBeforeUs) ||
        [...devices].some((device) => (this.#commandedAtUs.get(device) ?? justBeforeUs) > justBeforeUs);
      instance.set(atUs, SIGNALS.resetting, resetting && !isUnderWay);
    }
  }
}

/** Whether nothing drives a plant whose controller has lost the engine. Lamps may be lit then, so that people see their way. */
function isOffIdle({ devicesOn }: RoomIndex, plant: string): boolean {
  const units = (devicesOn.get(plant) ?? []).flatMap((device) => [...device.units.values()]);
  return units.filter(({ plants }) => plants.some(({ id }) => id === plant)).every(isOffWhenIdle);
}
