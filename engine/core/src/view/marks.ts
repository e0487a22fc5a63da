/** Which entries of the live view may have changed in this step. Costs nothing when nobody watches. */

export class Marks {
  readonly #watched: boolean;
  readonly keys = new Set<string>();

  constructor(watched: boolean) {
    this.#watched = watched;
  }

  /** An entry without an id: `engine`, `timer`, `reset`. */
  touch(key: 'engine' | 'timer' | 'reset' | 'refusal'): void {
    if (this.#watched) this.keys.add(key);
  }

  /** An entry with an id: `node/<id>` and its kin. */
  touchIn(group: 'node' | 'objective' | 'device' | 'controller' | 'command' | 'fault', id: string | number): void {
    if (this.#watched) this.keys.add(`${group}/${id}`);
  }
}
