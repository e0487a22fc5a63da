import { Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

/** 14: no motion passes its end stop. */
export class EndStops extends Invariant {
  readonly number = 14;
  readonly title = 'No motion passes its end stop';
  readonly hears = ['truth'] as const;
  readonly #beyond = new Set<string>();

  onEvent(event: WatchEvent): void {
    if (event.kind !== 'truth' || event.truth.overtravel !== true || this.#beyond.has(event.plant)) return;
    this.#beyond.add(event.plant);
    this.breach(event.atUs, `${event.plant} was driven past its limit switch`);
  }
}
