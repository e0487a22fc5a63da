import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

const PLACES = ['in1', 'in2', 'in3', 'in4', 'in5', 'in6', 'in7', 'in8'] as const;

/** `selector`: closes the contact of its place; on its way, and between two places, none. */
export class Selector extends Plant {
  readonly truth: { place: number };
  #target: number;

  constructor(setting: PlantSetting) {
    super(setting);
    this.#target = Math.round(this.param('start'));
    this.truth = { place: this.#target };
  }

  override start(atUs: number): void {
    for (let place = 1; place <= PLACES.length; place += 1) this.#contact(place, place === this.truth.place, atUs);
  }

  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'set') return super.act(action, value, atUs);
    const target = Math.round(value ?? 1);
    const role = PLACES[target - 1];
    if (target !== 0 && (role === undefined || !this.wiring.has(role))) {
      return { ok: false, reason: 'BAD_VALUE', message: `${this.id}: expected a place with a contact, saw ${target}` };
    }
    if (target === this.#target) return ACTED;
    this.#target = target;
    this.nextAtUs = target === 0 ? Number.POSITIVE_INFINITY : atUs + this.param('moveMs') * 1000;
    if (this.truth.place !== 0) this.#move(0, atUs);
    return ACTED;
  }

  override run(atUs: number): void {
    if (atUs < this.nextAtUs) return;
    this.nextAtUs = Number.POSITIVE_INFINITY;
    this.#move(this.#target, atUs);
  }

  #move(place: number, atUs: number): void {
    if (this.truth.place !== 0) this.#contact(this.truth.place, false, atUs);
    this.truth.place = place;
    if (place !== 0) this.#contact(place, true, atUs);
    this.wiring.changed();
  }

  #contact(place: number, closed: boolean, atUs: number): void {
    const level = this.param('activeLevel');
    this.wiring.drive(PLACES[place - 1] ?? '', closed ? level : 1 - level, atUs);
  }
}
