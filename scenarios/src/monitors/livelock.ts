import { Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

/** A latch sends every device of a large room its safe operation, and a status; twice that and more goes round in a circle. */
const MESSAGES_MAX = 2000;
const WINDOW_US = 1_000_000;

/** 24: the engine does not go round in circles at one instant. */
export class NoLivelock extends Invariant {
  readonly number = 24;
  readonly title = 'No livelock: what the engine says within a second is bounded';
  readonly hears = ['command', 'status', 'cue'] as const;
  #windowAtUs = 0;
  #messages = 0;

  onEvent({ atUs }: WatchEvent): void {
    if (atUs - this.#windowAtUs >= WINDOW_US) {
      this.#windowAtUs = atUs;
      this.#messages = 0;
    }
    this.#messages += 1;
    if (this.#messages === MESSAGES_MAX) this.breach(atUs, `${MESSAGES_MAX} messages of the engine within a second`);
  }
}
