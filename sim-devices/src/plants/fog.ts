const SECOND_US = 1_000_000;
/** Below this nothing can be seen, and the haze is taken as gone. */
const GONE = 0.001;
const NEVER = Number.POSITIVE_INFINITY;

export interface FogSetting {
  readonly warmUpMs: number;
  /** 1: warm as soon as it has power. */
  readonly warm: number;
  readonly risePerS: number;
  readonly keepPerS: number;
}

/** The truths of a fog machine that `Fog` keeps. */
export interface FogTruth {
  density: number;
  fogging: boolean;
  ready: boolean;
}

/**
 * A fog machine that must warm up, and the haze in the room. Density steps once a second: what is left is multiplied by
 * `keepPerS`, and fogging adds `risePerS` times the strength. No exponential of the platform is needed.
 */
export class Fog {
  /** When something will happen by itself; Infinity for never. */
  nextAtUs = NEVER;
  readonly #setting: FogSetting;
  readonly #truth: FogTruth;
  #supplied = false;
  #strength = 0;
  #readyAtUs = NEVER;
  #tickAtUs = NEVER;

  constructor(setting: FogSetting, truth: FogTruth) {
    this.#setting = setting;
    this.#truth = truth;
  }

  /** Its heater has power, or has none. */
  supply(on: boolean, atUs: number): void {
    if (on === this.#supplied) return;
    this.#supplied = on;
    const { warm, warmUpMs } = this.#setting;
    this.#readyAtUs = on ? atUs + (warm === 1 ? 0 : warmUpMs * 1000) : NEVER;
  }

  /** Brings it up to `atUs`, with the strength (0 to 1) that is wanted from now on. Returns whether a truth changed. */
  run(atUs: number, wanted: number): boolean {
    const truth = this.#truth;
    const ready = this.#readyAtUs <= atUs;
    const strength = ready && this.#supplied ? wanted : 0;
    let changed = this.#tick(atUs);
    if (ready !== truth.ready || strength !== this.#strength) {
      // A burst shorter than a second still leaves its share.
      if (this.#strength > 0) truth.density = Math.min(1, truth.density + this.#share(atUs));
      truth.ready = ready;
      truth.fogging = strength > 0;
      this.#strength = strength;
      if (strength > 0) this.#tickAtUs = atUs + SECOND_US;
      changed = true;
    }
    if (truth.density === 0 && !truth.fogging) this.#tickAtUs = NEVER;
    else if (this.#tickAtUs === NEVER) this.#tickAtUs = atUs + SECOND_US;
    this.nextAtUs = Math.min(this.#tickAtUs, ready ? NEVER : this.#readyAtUs);
    return changed;
  }

  #tick(atUs: number): boolean {
    if (this.#tickAtUs > atUs) return false;
    const { keepPerS, risePerS } = this.#setting;
    const density = Math.min(1, this.#truth.density * keepPerS + risePerS * this.#strength);
    this.#truth.density = density < GONE ? 0 : density;
    this.#tickAtUs += SECOND_US;
    return true;
  }

  #share(atUs: number): number {
    const sinceTickUs = atUs - (this.#tickAtUs - SECOND_US);
    return (this.#setting.risePerS * this.#strength * Math.min(SECOND_US, Math.max(0, sinceTickUs))) / SECOND_US;
  }
}

/** The setting out of a plant's params. */
export function fogSetting(param: (name: string) => number): FogSetting {
  return {
    warmUpMs: param('warmUpMs'),
    warm: param('warm'),
    risePerS: param('risePerS'),
    keepPerS: param('keepPerS'),
  };
}
