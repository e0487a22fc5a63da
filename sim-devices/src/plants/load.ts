import { Plant } from './plant.ts';

/** `load`: on while its pin has the active level and it has power. */
export class Load extends Plant {
  readonly truth = { on: false };

  override start(atUs: number): void {
    this.output('out', this.wiring.level('out'), atUs);
  }
  override output(_role: string, value: number, _atUs: number): void {
    const on = this.powered && value === this.param('activeLevel');
    if (on === this.truth.on) return;
    this.truth.on = on;
    this.wiring.changed();
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.output('out', this.wiring.level('out'), atUs);
  }
}
