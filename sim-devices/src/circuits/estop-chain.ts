import { ACTED, type ActResult, Plant, type PlantSetting } from '../plants/plant.ts';

/** Hears the chain: its state at once, its contactor after the drop-out time. */
export interface EstopLoads {
  chain(closed: boolean, atUs: number): void;
  contactor(closed: boolean, atUs: number): void;
}

/**
 * The emergency stop chain: buttons in series with a contactor. It opens with the first button pressed; the contactor
 * drops `dropOutMs` later, and pulls in as long after the last button is released. No processor takes part.
 */
export class EstopChain {
  closed = true;
  contactorClosed = true;
  nextAtUs = Number.POSITIVE_INFINITY;
  readonly buttons: EstopButton[] = [];
  readonly #dropOutUs: number;
  readonly #loads: EstopLoads;

  constructor(dropOutMs: number, loads: EstopLoads) {
    this.#dropOutUs = dropOutMs * 1000;
    this.#loads = loads;
  }

  /** A button was pressed or released. */
  buttonChanged(atUs: number): void {
    let closed = true;
    for (const button of this.buttons) if (button.truth.pressed) closed = false;
    if (closed === this.closed) return;
    this.closed = closed;
    this.nextAtUs = closed === this.contactorClosed ? Number.POSITIVE_INFINITY : atUs + this.#dropOutUs;
    this.#loads.chain(closed, atUs);
  }

  run(atUs: number): void {
    if (atUs < this.nextAtUs) return;
    this.nextAtUs = Number.POSITIVE_INFINITY;
    this.contactorClosed = this.closed;
    this.#loads.contactor(this.closed, atUs);
  }
}

/** `estop_<button>`: latches in until it is released. */
export class EstopButton extends Plant {
  readonly truth = { pressed: false };
  readonly #chain: EstopChain;

  constructor(setting: PlantSetting, chain: EstopChain) {
    super(setting);
    this.#chain = chain;
    chain.buttons.push(this);
  }

  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'press' && action !== 'release') return super.act(action, value, atUs);
    const pressed = action === 'press';
    if (pressed === this.truth.pressed) return ACTED;
    this.truth.pressed = pressed;
    this.wiring.changed();
    this.#chain.buttonChanged(atUs);
    return ACTED;
  }
}
