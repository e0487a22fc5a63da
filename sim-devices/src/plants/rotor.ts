import { Inertia } from './inertia.ts';
import { Plant, type PlantSetting } from './plant.ts';

/** `rotor`: turns without end; follows its generator while the drive is enabled and has power, runs down otherwise. */
export class Rotor extends Plant {
  readonly truth = { speed: 0, turning: false, steps: 0, powered: true };
  readonly #mass: Inertia;
  readonly #switched: boolean;

  constructor(setting: PlantSetting) {
    super(setting);
    const ramp = this.wiring.ramp('step');
    this.#mass = new Inertia(0, ramp, this.param('accelStepsPerS2'), this.param('frictionStepsPerS2'));
    this.#switched = this.wiring.has('enable');
  }

  override output(_role: string, _value: number, atUs: number): void {
    this.#advance(atUs);
  }
  override run(atUs: number): void {
    this.#advance(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.#advance(atUs);
  }
  override retune(params: Readonly<Record<string, number>>): void {
    this.params = params;
    this.#mass.accelLimit = this.param('accelStepsPerS2');
  }
  override refresh(atUs: number): void {
    this.truth.speed = this.#mass.rateAt(atUs);
    this.truth.steps = this.#mass.positionAt(atUs);
  }

  #advance(atUs: number): void {
    const mass = this.#mass;
    const enabled = !this.#switched || this.wiring.level('enable') === this.param('enableActiveLevel');
    const powered = enabled && this.powered;
    mass.settle(atUs);
    this.nextAtUs = mass.follow(atUs, powered);
    this.moving = mass.moving;
    this.steady = mass.accel === 0;
    this.truth.turning = mass.moving;
    this.truth.powered = powered;
    this.refresh(atUs);
    this.wiring.changed();
  }
}
