/**
 * Requests over the bus that were taken lately, by correlation id: one that a broker delivers again, or that a tool sends
 * again because it saw no answer, must not act a second time. Its first outcome stands, a refusal included.
 */
import { DEFAULTS } from '@understudy/contract';
import type { Core } from '../core.ts';

/**
 * Correlations remembered at once. More than one request each 1.2 s for all of the ten minutes: no person works like that, and
 * a tool that storms makes the engine forget early (counted) instead of locking people out. About 30 KB in a snapshot.
 */
export const CORRELATIONS_MAX = 512;
const MEMORY_US = DEFAULTS.correlationMemoryMs * 1000;

export class CorrelationMemory {
  readonly #core: Core;
  /** Request, in lower case, to the instant of its first request in µs; oldest first. */
  readonly #seen = new Map<string, number>();

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Whether the request was taken in the last 10 min. Remembers it when it was not; a repetition does not prolong the memory.
   * @param request the correlation id, with what was asked where one id may stand for several requests
   */
  repeats(request: string): boolean {
    const { counters, nowUs } = this.#core;
    for (const [id, atUs] of this.#seen) {
      if (nowUs - atUs < MEMORY_US) break;
      this.#seen.delete(id);
    }
    const id = request.toLowerCase();
    if (this.#seen.has(id)) {
      counters.add('requests_repeated');
      return true;
    }
    const oldest = this.#seen.keys().next();
    if (this.#seen.size >= CORRELATIONS_MAX && oldest.done !== true) {
      this.#seen.delete(oldest.value);
      counters.add('correlations_forgotten');
    }
    this.#seen.set(id, nowUs);
    return false;
  }

  save(): [string, number][] {
    return [...this.#seen];
  }

  load(saved: readonly (readonly [string, number])[]): void {
    this.#seen.clear();
    for (const [id, atUs] of saved) this.#seen.set(id, atUs);
  }
}
