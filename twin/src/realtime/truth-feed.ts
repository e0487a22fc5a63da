/** Tells the live view of the plants' truths: at most every 40 ms of the wall clock, and not at all while nothing changes. */
import type { Clock } from '@understudy/ports';
import type { Truth } from '@understudy/sim-devices';
import type { ChangeReader } from '../world/types.ts';
import { REALTIME_LIMITS } from './limits.ts';
import type { TwinShell } from './twin-shell.ts';

export class TruthFeed {
  readonly #shell: TwinShell;
  readonly #wallClock: Clock;
  readonly #changes: ChangeReader;
  readonly #tell: (plant: string, truth: Truth) => void;
  #seenRevision = -1;
  #cancelAlarm: (() => void) | undefined;
  #stopped = false;

  /**
   * @param wallClock not the scaled one: a viewer sees frames of the wall clock
   * @param tell called with a copy of the truth
   */
  constructor(shell: TwinShell, wallClock: Clock, tell: (plant: string, truth: Truth) => void) {
    this.#shell = shell;
    this.#wallClock = wallClock;
    this.#changes = shell.world.changes();
    this.#tell = (plant, truth) => tell(plant, { ...truth });
  }

  /** To be called after every advance of the world. */
  advanced(): void {
    const { world } = this.#shell;
    if (this.#cancelAlarm !== undefined || this.#stopped) return;
    if (world.revision === this.#seenRevision && !world.moving) return;
    const atUs = this.#wallClock.nowUs() + REALTIME_LIMITS.truthIntervalUs;
    this.#cancelAlarm = this.#wallClock.alarm(atUs, () => {
      // Motion is shown where it is now; the advance asks for the next reading while it lasts.
      this.#shell.advance();
      this.#read();
      this.#cancelAlarm = undefined;
      this.advanced();
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelAlarm?.();
  }

  #read(): void {
    this.#seenRevision = this.#shell.world.revision;
    this.#changes.each(this.#tell);
  }
}
