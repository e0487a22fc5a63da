/** Whether faults of some groups are at work: what monitors cannot tell from outside while messages are mixed or lost. */
import type { WatchEvent } from './watch-event.ts';

const NEVER_US = Number.POSITIVE_INFINITY;

export class Disturbance {
  readonly #groups: readonly string[];
  #except: readonly string[] = [];
  #active = 0;
  #untilUs = Number.NEGATIVE_INFINITY;

  /** @param groups as in the first word of a fault's name, or whole names; none: all of them */
  constructor(...groups: readonly string[]) {
    this.#groups = groups;
  }

  /** Single faults that disturb nothing of what is judged, though others of their group do. */
  except(...faults: readonly string[]): this {
    this.#except = faults;
    return this;
  }

  hear(event: WatchEvent): void {
    if (event.kind !== 'injected' && event.kind !== 'healed') return;
    if (this.#except.includes(event.fault)) return;
    const [group = ''] = event.fault.split('.');
    if (this.#groups.length > 0 && !this.#groups.includes(group) && !this.#groups.includes(event.fault)) return;
    this.#active += event.kind === 'injected' ? 1 : -1;
    this.#untilUs = this.#active > 0 ? NEVER_US : event.atUs;
  }

  /** Whether none was at work at any time from `fromUs` until now. */
  quietSince(fromUs: number): boolean {
    return this.#untilUs < fromUs;
  }
}
