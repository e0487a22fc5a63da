import { Axis } from './axis.ts';
import { Plant, type PlantSetting } from './plant.ts';

/** `travel`: one or two axes between limit switches; the switches of one axis may be doubled. */
export class Travel extends Plant {
  readonly truth: { position: number; position2: number; speed: number; overtravel: boolean; powered: boolean };
  readonly #first: Axis;
  readonly #second: Axis | undefined;
  readonly #travelSteps: number;
  readonly #activeLevel: number;

  constructor(setting: PlantSetting) {
    super(setting);
    const axis = {
      travelSteps: this.param('travelSteps'),
      windowSteps: this.param('windowSteps'),
      endSteps: this.param('endSteps'),
      toleranceSteps: this.param('toleranceSteps'),
      accelStepsPerS2: this.param('accelStepsPerS2'),
      frictionStepsPerS2: this.param('frictionStepsPerS2'),
      start: this.param('start'),
    };
    this.#travelSteps = axis.travelSteps;
    this.#activeLevel = this.param('activeLevel');
    this.#first = new Axis(axis, this.wiring.ramp('step'));
    this.#second = this.wiring.has('step2') ? new Axis(axis, this.wiring.ramp('step2')) : undefined;
    this.truth = { position: axis.start, position2: axis.start, speed: 0, overtravel: false, powered: true };
  }

  override start(atUs: number): void {
    this.#drive(atUs);
  }
  override output(_role: string, _value: number, atUs: number): void {
    this.#advance(atUs);
  }
  override run(atUs: number): void {
    this.#advance(atUs);
  }
  override power(on: boolean, atUs: number): void {
    this.powered = on;
    this.truth.powered = on;
    this.#advance(atUs);
  }
  override retune(params: Readonly<Record<string, number>>): void {
    this.params = params;
    this.#first.weaken(this.param('accelStepsPerS2'));
    this.#second?.weaken(this.param('accelStepsPerS2'));
  }
  override obstruct(position: number | undefined, atUs: number): boolean {
    this.#advance(atUs);
    this.#first.obstruct(position, atUs);
    this.#second?.obstruct(position, atUs);
    this.#advance(atUs);
    return true;
  }

  override refresh(atUs: number): void {
    const { truth } = this;
    truth.position = this.#part(this.#first.positionAt(atUs));
    truth.position2 = this.#second === undefined ? truth.position : this.#part(this.#second.positionAt(atUs));
    truth.speed = this.#first.rateAt(atUs) / this.#travelSteps;
  }

  #part(steps: number): number {
    return Math.min(1, Math.max(0, steps / this.#travelSteps));
  }

  #advance(atUs: number): void {
    const first = this.#first;
    const second = this.#second;
    let switched = first.advance(atUs, this.powered);
    if (second?.advance(atUs, this.powered)) switched = true;
    this.moving = first.moving || second?.moving === true;
    this.nextAtUs = second === undefined ? first.nextAtUs : Math.min(first.nextAtUs, second.nextAtUs);
    this.truth.overtravel = first.overtravel || second?.overtravel === true;
    if (switched) this.#drive(atUs);
    this.refresh(atUs);
    this.wiring.changed();
  }

  #drive(atUs: number): void {
    const { wiring } = this;
    wiring.drive('low', this.#level(this.#first.lowReached), atUs);
    wiring.drive('high', this.#level(this.#first.highReached), atUs);
    // Without a second axis these are second switches of the first.
    const second = this.#second ?? this.#first;
    wiring.drive('low2', this.#level(second.lowReached), atUs);
    wiring.drive('high2', this.#level(second.highReached), atUs);
  }

  #level(reached: boolean): number {
    return reached ? this.#activeLevel : 1 - this.#activeLevel;
  }
}
