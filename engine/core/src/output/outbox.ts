/** The effects of the step under way. While the bus is down nothing is published: what is stale by then must not follow. */
import type { Counters } from '../counters.ts';
import type { MessageHash } from '../hash/message-hash.ts';
import type { Effect } from '../types.ts';

export class Outbox {
  readonly #effects: Effect[] = [];
  readonly #hash: MessageHash;
  readonly #counters: Counters;
  #begun = false;
  /** The shell starts an engine on a connected bus and reports every change. */
  busUp = true;

  constructor(hash: MessageHash, counters: Counters) {
    this.#hash = hash;
    this.#counters = counters;
  }

  get effects(): readonly Effect[] {
    return this.#effects;
  }

  /** Begins a step. What was published while the engine was made belongs to the first one. */
  begin(): void {
    // One by one: a list whose length is set to 0 gives its memory back, and every step would allocate anew.
    if (this.#begun) while (this.#effects.length > 0) this.#effects.pop();
    this.#begun = true;
  }

  publish(topic: string, payload: string, qos: 0 | 1, retain: boolean): void {
    if (!this.busUp) {
      this.#counters.add('publish_dropped');
      return;
    }
    this.#hash.add(topic, payload, retain);
    this.#effects.push({ kind: 'publish', topic, payload, qos, retain });
  }

  /** Not hashed: watching a run must not change it. */
  notify(key: string, value: unknown): void {
    this.#effects.push({ kind: 'notify', key, value });
  }
}
