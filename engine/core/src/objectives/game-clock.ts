/**
 * The game timer: engine time that has passed while the game ran and was not paused. A latch stops it until a person resumes
 * dispatch: after the reset the graph still stands, and players must not lose time in which they cannot go on.
 */
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
  /** The room latched, and dispatch has not been resumed since. */
  #heldByLatch = false;

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
    if (this.#core.safety.latched) this.#heldByLatch = true;
    else if (this.#core.gate.pausedReason === null) this.#heldByLatch = false;
    const run = this.#started && !this.#pausedByOperator && !this.#heldByLatch;
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
      heldByLatch: this.#heldByLatch,
    };
  }

  load(saved: SavedClock): void {
    this.#elapsedUs = saved.elapsedUs;
    this.#runningSinceUs = saved.runningSinceUs;
    this.#started = saved.started;
    this.#pausedByOperator = saved.pausedByOperator;
    this.#heldByLatch = saved.heldByLatch;
  }
}

export interface SavedClock {
  readonly elapsedUs: number;
  readonly runningSinceUs: number | null;
  readonly started: boolean;
  readonly pausedByOperator: boolean;
  readonly heldByLatch: boolean;
}
