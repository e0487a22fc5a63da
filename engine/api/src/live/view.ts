/** The live view: a flat map from key to JSON value, with the changes told to whoever listens. */

/** Told of each change; a value of null means that the key is gone. `replaced`: the whole view is another one now. */
export interface LiveViewListener {
  changed(key: string): void;
  replaced(): void;
}

/** Written by the host, read by the API. Values are plain JSON and are not changed after they were set. */
export class LiveView {
  readonly #entries = new Map<string, unknown>();
  readonly #listeners = new Set<LiveViewListener>();

  /** The entries as they stand. */
  get entries(): ReadonlyMap<string, unknown> {
    return this.#entries;
  }

  /** Sets one entry; null drops it. Takes the arguments of the engine's notify effect. */
  set(key: string, value: unknown): void {
    if (value === null || value === undefined) {
      if (!this.#entries.delete(key)) return;
    } else {
      this.#entries.set(key, value);
    }
    for (const listener of this.#listeners) listener.changed(key);
  }

  /** Replaces everything, as when a new game starts: viewers get a fresh snapshot. */
  replace(entries: ReadonlyMap<string, unknown>): void {
    this.#entries.clear();
    for (const [key, value] of entries) this.#entries.set(key, value);
    for (const listener of this.#listeners) listener.replaced();
  }

  /** Starts telling `listener`; the returned function ends it. */
  listen(listener: LiveViewListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
