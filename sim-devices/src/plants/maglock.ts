import { Plant, type PlantSetting } from './plant.ts';

const COILS = ['coil', 'coil2', 'coil3'] as const;

/** `maglock`: current on enough coils holds after the pull-in time, and lets go after the release time. */
export class Maglock extends Plant {
  readonly truth: { energised: boolean; holding: boolean };
  readonly #holdsByCurrent: boolean;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#holdsByCurrent = this.param('energisedHolds') === 1;
    this.truth = { energised: false, holding: !this.#holdsByCurrent };
  }

  override get holds(): boolean {
    return this.truth.holding;
  }
  override start(atUs: number): void {
    this.#sense(atUs);
    this.#current(atUs);
  }
  override output(_role: string, _value: number, atUs: number): void {
    this.#current(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.#current(atUs);
  }
  override run(atUs: number): void {
    if (atUs < this.nextAtUs) return;
    this.nextAtUs = Number.POSITIVE_INFINITY;
    this.truth.holding = this.truth.energised === this.#holdsByCurrent;
    this.#sense(atUs);
    this.wiring.changed();
    this.wiring.released(atUs);
  }

  #current(atUs: number): void {
    let on = 0;
    for (const coil of COILS) if (this.wiring.level(coil) === 1) on += 1;
    const energised = this.powered && on >= this.param('coilsNeeded');
    if (energised === this.truth.energised) return;
    this.truth.energised = energised;
    const holds = energised === this.#holdsByCurrent;
    const delayMs = this.param(energised ? 'pullInMs' : 'releaseMs');
    this.nextAtUs = holds === this.truth.holding ? Number.POSITIVE_INFINITY : atUs + delayMs * 1000;
    this.wiring.changed();
  }

  #sense(atUs: number): void {
    const heldLevel = this.param('heldLevel');
    this.wiring.drive('sense', this.truth.holding ? heldLevel : 1 - heldLevel, atUs);
  }
}
