import { Bounce } from './bounce.ts';
import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

const PRESS_MS = 250;

/** `button`: pressed for so many ms; both edges bounce. */
export class Button extends Plant {
  readonly truth = { pressed: false };
  readonly #bounce: Bounce;
  #releaseAtUs = Number.POSITIVE_INFINITY;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#bounce = new Bounce(this.seed);
  }

  override start(atUs: number): void {
    this.#drive(true, atUs);
  }
  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'press') return super.act(action, value, atUs);
    this.#releaseAtUs = atUs + (value ?? PRESS_MS) * 1000;
    if (!this.truth.pressed) this.#edge(true, atUs);
    this.#plan();
    return ACTED;
  }
  override run(atUs: number): void {
    if (this.#releaseAtUs <= atUs) {
      this.#releaseAtUs = Number.POSITIVE_INFINITY;
      this.#edge(false, atUs);
    }
    if (this.#bounce.nextAtUs <= atUs) this.#drive(this.#bounce.run(atUs), atUs);
    this.#plan();
  }

  #edge(pressed: boolean, atUs: number): void {
    this.truth.pressed = pressed;
    this.#bounce.start(this.param('bounceMs'), atUs);
    this.#drive(true, atUs);
    this.wiring.changed();
  }

  #drive(settled: boolean, atUs: number): void {
    const activeLevel = this.param('activeLevel');
    this.wiring.drive('out', this.truth.pressed === settled ? activeLevel : 1 - activeLevel, atUs);
  }

  #plan(): void {
    this.nextAtUs = Math.min(this.#releaseAtUs, this.#bounce.nextAtUs);
  }
}
