import { Fog, fogSetting } from './fog.ts';
import { Plant, type PlantSetting } from './plant.ts';

/** `haze`: a fog machine with a trigger and, maybe, a switched heater. */
export class Haze extends Plant {
  readonly truth = { density: 0, fogging: false, ready: false };
  readonly #fog: Fog;

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
    const active = this.param('activeLevel');
    const heated = !this.wiring.has('power') || this.wiring.level('power') === active;
    this.#fog.supply(this.powered && heated, atUs);
    if (this.#fog.run(atUs, this.wiring.level('trigger') === active ? 1 : 0)) this.wiring.changed();
    this.nextAtUs = this.#fog.nextAtUs;
  }
}
