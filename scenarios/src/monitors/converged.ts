import { signals, whenever } from '../logic/index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { WatchEvent } from './watch-event.ts';

const WITHIN_MS = 30_000;
const SIGNALS = signals({ healed: false, online: false });

/**
 * 30: 30 s after everything is sound again every controller is online and hears the engine, and no command is open. A
 * device that is BLOCKED does not hear it.
 */
export class Converged extends TemporalInvariant {
  readonly number = 30;
  readonly title = 'A healed room comes right within 30 s';
  readonly hears = ['converge', 'status', 'injected', 'pending'] as const;
  readonly #room: Instance;
  #offline = 0;
  #safety = '';

  constructor() {
    super();
    const formula = whenever(SIGNALS.healed).eventually(SIGNALS.online, WITHIN_MS);
    this.#room = this.watch('room', formula, SIGNALS, 0, () => {
      return `${this.#offline} devices are offline ${WITHIN_MS / 1000} s after the last fault, and the room is ${this.#safety}`;
    });
  }

  protected hear(event: WatchEvent): void {
    if (event.kind === 'converge') {
      // What was said before does not count: the engine has to be there, and say so now.
      this.#room.set(event.atUs, SIGNALS.online, false);
      this.#room.set(event.atUs, SIGNALS.healed, true);
    } else if (event.kind === 'injected') {
      this.#room.set(event.atUs, SIGNALS.healed, false);
    } else if (event.kind === 'status') {
      this.#offline = event.offlineDevices;
      this.#safety = event.safety;
      this.#room.set(event.atUs, SIGNALS.online, event.offlineDevices === 0 && event.safety !== 'BLOCKED');
    } else if (event.kind === 'pending' && event.commands.length > 0) {
      this.breach(event.atUs, `commands still open: ${event.commands.slice(0, 5).join(', ')}`);
    }
  }
}
