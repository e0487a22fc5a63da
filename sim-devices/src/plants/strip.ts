import { Plant } from './plant.ts';

/** `strip`: shows the pattern that its board was given last; dark without power. */
export class Strip extends Plant {
  readonly truth = { effect: 0, color: 0, brightness: 0, lit: 0 };

  override output(_role: string, _value: number, _atUs: number): void {
    const pattern = this.wiring.pattern('data');
    const { truth } = this;
    truth.effect = this.powered ? pattern.effect : 0;
    truth.color = pattern.color;
    truth.brightness = this.powered ? pattern.brightness : 0;
    truth.lit = this.powered ? Math.min(pattern.lit, this.param('pixels')) : 0;
    this.wiring.changed();
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.output('data', 0, atUs);
  }
}
