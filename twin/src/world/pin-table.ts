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

  /** A fault: the plant's role hangs on another pin of the controller from now on. */
  move(controller: number, from: number, to: number, plant: number, role: string): void {
    const index = controller * LIMITS.pinsPerController + from;
    const plants = this.#plants[index] ?? [];
    const roles = this.#roles[index] ?? [];
    const place = plants.findIndex((other, at) => other === plant && roles[at] === role);
    this.#plants[index] = plants.filter((_, at) => at !== place);
    this.#roles[index] = roles.filter((_, at) => at !== place);
    this.add(controller, to, plant, role);
  }

  plants(controller: number, pin: number): readonly number[] | undefined {
    return this.#plants[controller * LIMITS.pinsPerController + pin];
  }
  roles(controller: number, pin: number): readonly string[] | undefined {
    return this.#roles[controller * LIMITS.pinsPerController + pin];
  }
}
