import { Contact } from './contact.ts';
import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

const PRESS_MS = 250;

/** `button`: pressed for so many ms; both edges bounce. */
export class Button extends Plant {
  readonly truth = { pressed: false };
  readonly #contact: Contact;
  #releaseAtUs = Number.POSITIVE_INFINITY;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#contact = new Contact(this.wiring, 'out', this.param('activeLevel'), this.param('bounceMs'), this.seed);
  }

  override start(atUs: number): void {
    this.#contact.start(false, atUs);
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
    this.#contact.run(atUs);
    this.#plan();
  }

  #edge(pressed: boolean, atUs: number): void {
    this.truth.pressed = pressed;
    this.#contact.set(pressed, atUs);
    this.wiring.changed();
  }

  #plan(): void {
    this.nextAtUs = Math.min(this.#releaseAtUs, this.#contact.nextAtUs);
  }
}
