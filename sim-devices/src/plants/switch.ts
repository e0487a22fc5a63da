import { Contact } from './contact.ts';
import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

/** `switch`: stays where it is put; both edges bounce. */
export class Switch extends Plant {
  readonly truth: { on: boolean };
  readonly #contact: Contact;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#contact = new Contact(this.wiring, 'out', this.param('activeLevel'), this.param('bounceMs'), this.seed);
    this.truth = { on: this.param('start') === 1 };
  }

  override start(atUs: number): void {
    this.#contact.start(this.truth.on, atUs);
  }
  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'set') return super.act(action, value, atUs);
    const on = (value ?? 1) >= 0.5;
    if (on === this.truth.on) return ACTED;
    this.truth.on = on;
    this.#contact.set(on, atUs);
    this.nextAtUs = this.#contact.nextAtUs;
    this.wiring.changed();
    return ACTED;
  }
  override run(atUs: number): void {
    this.#contact.run(atUs);
    this.nextAtUs = this.#contact.nextAtUs;
  }
}
