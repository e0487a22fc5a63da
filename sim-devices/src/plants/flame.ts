import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

/** `flame`: what a colour sensor sees, the room's light or what is held before it. */
export class Flame extends Plant {
  readonly truth: { temperature_k: number; lux: number };

  constructor(setting: PlantSetting) {
    super(setting);
    this.truth = { temperature_k: this.param('ambientK'), lux: this.param('ambientLux') };
  }

  override start(atUs: number): void {
    this.#drive(atUs);
  }
  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'present') return super.act(action, value, atUs);
    const kelvin = Math.round(value ?? 6500);
    this.truth.temperature_k = kelvin > 0 ? kelvin : this.param('ambientK');
    this.truth.lux = this.param(kelvin > 0 ? 'presentLux' : 'ambientLux');
    this.#drive(atUs);
    this.wiring.changed();
    return ACTED;
  }

  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.#drive(atUs);
  }

  /** A sensor without power answers nothing: its registers read 0. */
  #drive(atUs: number): void {
    this.wiring.drive('temperature', this.powered ? this.truth.temperature_k : 0, atUs);
    this.wiring.drive('lux', this.powered ? this.truth.lux : 0, atUs);
  }
}
