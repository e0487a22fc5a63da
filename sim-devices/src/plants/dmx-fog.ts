import { Fog, fogSetting } from './fog.ts';
import { Plant, type PlantSetting } from './plant.ts';

const CHANNEL_MAX = 255;
const NEVER = Number.POSITIVE_INFINITY;

/** `dmx_fog`: fogs as strongly as the volume says, for as long as the timer gives from the volume coming on. */
export class DmxFog extends Plant {
  readonly truth = { density: 0, fogging: false, ready: false, fan: 0 };
  readonly #fog: Fog;
  #onSinceUs = NEVER;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#fog = new Fog(
      fogSetting((name) => this.param(name)),
      this.truth,
    );
  }

  override start(atUs: number): void {
    this.run(atUs);
  }
  override output(_role: string, _value: number, atUs: number): void {
    this.run(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.run(atUs);
  }

  override run(atUs: number): void {
    this.#blow();
    const volume = this.powered ? this.#channel('volume') : 0;
    if (volume === 0) this.#onSinceUs = NEVER;
    else if (this.#onSinceUs === NEVER) this.#onSinceUs = atUs;
    const timer = this.#channel('timer');
    const endUs = timer === 0 ? NEVER : this.#onSinceUs + timer * this.param('timerStepMs') * 1000;
    this.#fog.supply(this.powered, atUs);
    if (this.#fog.run(atUs, atUs < endUs ? volume / CHANNEL_MAX : 0)) this.wiring.changed();
    this.nextAtUs = Math.min(this.#fog.nextAtUs, endUs > atUs ? endUs : NEVER);
  }

  #blow(): void {
    const fan = this.powered ? this.#channel('fan') / CHANNEL_MAX : 0;
    if (fan === this.truth.fan) return;
    this.truth.fan = fan;
    this.wiring.changed();
  }

  /** 0 to 255; a channel that nothing sends is 0. */
  #channel(role: string): number {
    return Math.min(CHANNEL_MAX, Math.max(0, this.wiring.level(role)));
  }
}
