import { LIMITS } from '@understudy/contract';

/** Who hears an output pin: plants by index, with the role of the pin in the plant's model. */
export class PinTable {
  readonly #plants: (number[] | undefined)[];
  readonly #roles: (string[] | undefined)[];

  constructor(controllers: number) {
    const pins = controllers * LIMITS.pinsPerController;
    this.#plants = new Array<number[] | undefined>(pins).fill(undefined);
    this.#roles = new Array<string[] | undefined>(pins).fill(undefined);
  }

  add(controller: number, pin: number, plant: number, role: string): void {
    const index = controller * LIMITS.pinsPerController + pin;
    this.#plants[index] = [...(this.#plants[index] ?? []), plant];
    this.#roles[index] = [...(this.#roles[index] ?? []), role];
  }

  plants(controller: number, pin: number): readonly number[] | undefined {
    return this.#plants[controller * LIMITS.pinsPerController + pin];
  }
  roles(controller: number, pin: number): readonly string[] | undefined {
    return this.#roles[controller * LIMITS.pinsPerController + pin];
  }
}
