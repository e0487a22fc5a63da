/** The game timer: engine time that has passed while the game ran, was not paused, and the room was not latched. */
import type { Core } from '../core.ts';
import { TIMER } from '../timers/timer-ids.ts';

export class GameClock {
  readonly #core: Core;
  /** Time gathered up to the last change, in µs. */
  #elapsedUs = 0;
  /** Since when it runs; null while it stands. */
  #runningSinceUs: number | null = null;
  #started = false;
  #pausedByOperator = false;

  constructor(core: Core) {
    this.#core = core;
  }

  get running(): boolean {
    return this.#runningSinceUs !== null;
  }

  elapsedUs(): number {
    return this.#elapsedUs + (this.#runningSinceUs === null ? 0 : this.#core.nowUs - this.#runningSinceUs);
  }

  start(): void {
    this.#elapsedUs = 0;
    this.#runningSinceUs = null;
    this.#started = true;
    this.#pausedByOperator = false;
    this.update();
  }

  stop(): void {
    this.#started = false;
    this.update();
  }

  pause(): string | null {
    if (!this.#started || this.#pausedByOperator) return 'NOT_RUNNING';
    this.#pausedByOperator = true;
    this.update();
    return null;
  }

  resume(): string | null {
    if (!this.#started || !this.#pausedByOperator) return 'NOT_PAUSED';
    this.#pausedByOperator = false;
    this.update();
    return null;
  }

  /** Lets the clock run or stand as everything that it depends on now says. */
  update(): void {
    const run = this.#started && !this.#pausedByOperator && !this.#core.safety.latched;
    if (run === this.running) return;
    if (run) {
      this.#runningSinceUs = this.#core.nowUs;
      this.#core.timers.set(TIMER.GAME_OVER, this.#core.nowUs + this.#core.room.gameUs - this.#elapsedUs);
    } else {
      this.#elapsedUs = this.elapsedUs();
      this.#runningSinceUs = null;
      this.#core.timers.clear(TIMER.GAME_OVER);
    }
    this.#core.marks.touch('timer');
  }

  save(): SavedClock {
    return {
      elapsedUs: this.#elapsedUs,
      runningSinceUs: this.#runningSinceUs,
      started: this.#started,
      pausedByOperator: this.#pausedByOperator,
    };
  }

  load(saved: SavedClock): void {
    this.#elapsedUs = saved.elapsedUs;
    this.#runningSinceUs = saved.runningSinceUs;
    this.#started = saved.started;
    this.#pausedByOperator = saved.pausedByOperator;
  }
}

export interface SavedClock {
  readonly elapsedUs: number;
  readonly runningSinceUs: number | null;
  readonly started: boolean;
  readonly pausedByOperator: boolean;
}
