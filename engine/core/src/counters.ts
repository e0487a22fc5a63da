/** Counters by name: what was refused and why, retries, transitions. They never influence what the engine does. */

export class Counters {
  readonly #values = new Map<string, number>();

  add(name: string): void {
    this.#values.set(name, (this.#values.get(name) ?? 0) + 1);
  }

  read(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#values);
  }

  save(): Record<string, number> {
    return Object.fromEntries(this.#values);
  }

  load(values: Readonly<Record<string, number>>): void {
    this.#values.clear();
    for (const [name, value] of Object.entries(values)) this.#values.set(name, value);
  }
}
