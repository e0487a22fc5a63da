import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

/** `plug`: a socket; what is plugged reads as so many raw counts. */
export class Plug extends Plant {
  readonly truth: { raw: number; plugged: boolean };

  constructor(setting: PlantSetting) {
    super(setting);
    this.truth = { raw: this.param('openRaw'), plugged: false };
  }

  override start(atUs: number): void {
    this.wiring.noise('out', this.param('noiseCounts'), this.seed);
    this.wiring.drive('out', this.truth.raw, atUs);
  }
  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'plug') return super.act(action, value, atUs);
    const raw = Math.round(value ?? 512);
    this.truth.plugged = raw > 0;
    this.truth.raw = raw > 0 ? raw : this.param('openRaw');
    this.wiring.drive('out', this.truth.raw, atUs);
    this.wiring.changed();
    return ACTED;
  }
}
