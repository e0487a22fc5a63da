/** The live view as a recording keeps it: one delta an instant, and the whole map after so many bytes of deltas. */
import type { McapCollector } from '@understudy/journal';

/** Bytes of deltas between two snapshots: a jump to any instant reads one snapshot and at most these, a few ms of work. */
const SNAPSHOT_EVERY_BYTES = 524_288;

export class ViewTrack {
  readonly #collector: McapCollector;
  readonly #deltas: number;
  readonly #snapshots: number;
  readonly #entries = new Map<string, unknown>();
  readonly #changed = new Set<string>();
  #atUs = 0;
  #bytes = Number.POSITIVE_INFINITY;

  /** @param deltas, snapshots channels of the collector */
  constructor(collector: McapCollector, deltas: number, snapshots: number) {
    this.#collector = collector;
    this.#deltas = deltas;
    this.#snapshots = snapshots;
  }

  /** Sets an entry at `atUs`, which never falls; null drops it. */
  set(atUs: number, key: string, value: unknown): void {
    if (atUs > this.#atUs) {
      this.flush();
      this.#atUs = atUs;
    }
    if (value === null || value === undefined) {
      if (!this.#entries.delete(key)) return;
    } else {
      this.#entries.set(key, value);
    }
    this.#changed.add(key);
  }

  /** Keys of the entries that there are now. */
  keys(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Writes what the last instant has changed. */
  flush(): void {
    if (this.#changed.size === 0) return;
    const set: Record<string, unknown> = {};
    const drop: string[] = [];
    for (const key of this.#changed) {
      const value = this.#entries.get(key);
      if (value === undefined) drop.push(key);
      else set[key] = value;
    }
    this.#changed.clear();
    this.#bytes += this.#collector.add(this.#deltas, this.#atUs, { set, drop });
    if (this.#bytes < SNAPSHOT_EVERY_BYTES) return;
    this.#bytes = 0;
    this.#collector.add(this.#snapshots, this.#atUs, { entries: Object.fromEntries(this.#entries) });
  }
}
