import { Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

/** A latch sends every device of a large room its safe operation, and a status; twice that and more goes round in a circle. */
const MESSAGES_MAX = 2000;
/** Nobody asks one device for so much: people and their storms are slower, and retries are few. */
const OF_ONE_DEVICE_MAX = 200;
const WINDOW_US = 1_000_000;

/** 24: the engine does not go round in circles at one instant. */
export class NoLivelock extends Invariant {
  readonly number = 24;
  readonly title = 'No livelock: what the engine says within a second is bounded';
  readonly hears = ['command', 'status', 'cue'] as const;
  #windowAtUs = 0;
  #messages = 0;
  readonly #ofDevice = new Map<string, number>();

  onEvent(event: WatchEvent): void {
    // Commands that somebody else puts on the bus say nothing about the engine.
    if (event.kind === 'command' && event.from !== 'engine') return;
    const { atUs } = event;
    if (atUs - this.#windowAtUs >= WINDOW_US) {
      this.#windowAtUs = atUs;
      this.#messages = 0;
      this.#ofDevice.clear();
    }
    if (event.kind === 'command') this.#count(atUs, event.command.device);
    this.#messages += 1;
    if (this.#messages === MESSAGES_MAX) this.breach(atUs, `${MESSAGES_MAX} messages of the engine within a second`);
  }

  #count(atUs: number, device: string): void {
    const commands = (this.#ofDevice.get(device) ?? 0) + 1;
    this.#ofDevice.set(device, commands);
    if (commands === OF_ONE_DEVICE_MAX) this.breach(atUs, `${commands} commands for ${device} within a second`);
  }
}
