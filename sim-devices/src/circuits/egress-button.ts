import { ACTED, type ActResult, Plant, type PlantSetting } from '../plants/plant.ts';

const PRESS_MS = 5000;

/** Cuts the supply of what the button releases, or gives it back. */
export interface EgressLoads {
  egress(button: EgressButton, cut: boolean, atUs: number): void;
}

/** `egress_<button>`: while it is held its locks are cut by wire, `releaseMs` after the press; no processor takes part. */
export class EgressButton extends Plant {
  readonly truth = { pressed: false, released: false };
  readonly releases: readonly string[];
  readonly #releaseUs: number;
  readonly #loads: EgressLoads;
  #cutAtUs = Number.POSITIVE_INFINITY;
  #endAtUs = Number.POSITIVE_INFINITY;

  constructor(setting: PlantSetting, releaseMs: number, releases: readonly string[], loads: EgressLoads) {
    super(setting);
    this.#releaseUs = releaseMs * 1000;
    this.releases = releases;
    this.#loads = loads;
  }

  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'press') return super.act(action, value, atUs);
    this.#endAtUs = atUs + (value ?? PRESS_MS) * 1000;
    if (!this.truth.pressed) {
      this.truth.pressed = true;
      this.#cutAtUs = atUs + this.#releaseUs;
      this.wiring.changed();
    }
    this.#plan();
    return ACTED;
  }

  override run(atUs: number): void {
    if (this.#cutAtUs <= atUs) {
      this.#cutAtUs = Number.POSITIVE_INFINITY;
      this.#set(true, atUs);
    }
    if (this.#endAtUs <= atUs) {
      this.#endAtUs = Number.POSITIVE_INFINITY;
      this.#cutAtUs = Number.POSITIVE_INFINITY;
      this.truth.pressed = false;
      this.wiring.changed();
      if (this.truth.released) this.#set(false, atUs);
    }
    this.#plan();
  }

  #set(released: boolean, atUs: number): void {
    this.truth.released = released;
    this.wiring.changed();
    this.#loads.egress(this, released, atUs);
  }

  #plan(): void {
    this.nextAtUs = Math.min(this.#cutAtUs, this.#endAtUs);
  }
}
