/** Which invariants a fault of the plan excuses, and until when. */
import type { Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
/** A healed room has this long to come right again. */
const AFTER_HEALING_US = 30_000_000;

export class Excuses {
  readonly #invariants: readonly Invariant[];
  /** How many faults at work excuse each number. */
  readonly #active = new Map<number, number>();

  constructor(invariants: readonly Invariant[]) {
    this.#invariants = invariants;
  }

  hear(event: WatchEvent): void {
    if (event.kind !== 'injected' && event.kind !== 'healed') return;
    for (const number of event.excuses) {
      const active = (this.#active.get(number) ?? 0) + (event.kind === 'injected' ? 1 : -1);
      this.#active.set(number, active);
      const untilUs = active > 0 ? NEVER_US : event.atUs + AFTER_HEALING_US;
      for (const invariant of this.#invariants) if (invariant.number === number) invariant.excusedUntilUs = untilUs;
    }
  }
}
