import { Plant, type PlantSetting } from './plant.ts';

/**
 * `load`: on while its relay is closed and it has power. The relay follows the pin after `switchMs`; power that goes or
 * comes acts at once, on it and on all that it feeds.
 */
export class Load extends Plant {
  readonly truth = { on: false };
  readonly #activeLevel: number;
  #closed = false;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#activeLevel = this.param('activeLevel');
  }

  override start(atUs: number): void {
    this.#closed = this.wiring.level('out') === this.#activeLevel;
    this.#settle(atUs);
  }
  override output(_role: string, value: number, atUs: number): void {
    const closes = value === this.#activeLevel;
    const switchUs = this.param('switchMs') * 1000;
    if (closes === this.#closed) this.nextAtUs = Number.POSITIVE_INFINITY;
    else if (this.nextAtUs === Number.POSITIVE_INFINITY) this.nextAtUs = atUs + switchUs;
    if (switchUs === 0) this.run(atUs);
  }
  override run(atUs: number): void {
    if (atUs < this.nextAtUs) return;
    this.nextAtUs = Number.POSITIVE_INFINITY;
    this.#closed = !this.#closed;
    this.#settle(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.#settle(atUs);
  }

  #settle(atUs: number): void {
    const on = this.powered && this.#closed;
    if (on === this.truth.on) return;
    this.truth.on = on;
    this.wiring.changed();
    this.wiring.feeds(on, atUs);
  }
}
