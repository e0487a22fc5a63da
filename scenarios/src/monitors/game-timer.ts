import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** The engine takes a request at its next tick. */
const AT_ONCE_US = 10_000;
/** What a view shows is as old as the engine's last step. */
const STEP_US = 1_500_000;
const QUIET_US = 30_000_000;

/**
 * 25, the game's side: the timer that people see never falls, rises no faster than time, and stands from the pause of a person
 * until one resumes it. Not judged while the engine's process is in trouble: what is asked of it then may be lost.
 * The wall clock may jump: the timer goes by another one.
 */
export class GameTimer extends Invariant {
  readonly number = 25;
  readonly title = 'The game timer is monotonic, and a pause freezes it';
  readonly hears = ['timer', 'operator', 'status', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance('engine').except('engine.wall_clock_jump');
  #last: EventOf<'timer'> | undefined;
  #pausedAtUs = Number.POSITIVE_INFINITY;
  #epoch = 0;

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'operator') this.#onOperator(event);
    else if (event.kind === 'timer') this.#onTimer(event);
    else if (event.kind === 'status' && event.epoch > this.#epoch) {
      this.#epoch = event.epoch;
      this.#beginAnew();
    }
  }

  #onOperator({ atUs, action }: EventOf<'operator'>): void {
    if (action === 'START_GRAPH') this.#beginAnew();
    else if (action === 'RESUME_TIMER') this.#pausedAtUs = Number.POSITIVE_INFINITY;
    else if (action === 'PAUSE_TIMER') this.#pausedAtUs = Math.min(this.#pausedAtUs, atUs);
  }

  #beginAnew(): void {
    this.#last = undefined;
    this.#pausedAtUs = Number.POSITIVE_INFINITY;
  }

  #onTimer(event: EventOf<'timer'>): void {
    const last = this.#last;
    this.#last = event;
    const { atUs, elapsedMs, running } = event;
    if (!this.#disturbance.quietSince(Math.min(atUs, this.#pausedAtUs) - QUIET_US)) return;
    const stoodFromUs = this.#pausedAtUs + AT_ONCE_US;
    if (running && atUs >= stoodFromUs) {
      this.breach(atUs, `the game timer runs ${(atUs - this.#pausedAtUs) / 1000} ms after a person paused it`);
    } else if (last !== undefined) {
      const roseMs = elapsedMs - last.elapsedMs;
      const spanMs = (atUs - last.atUs) / 1000;
      const mostMs = last.atUs >= stoodFromUs ? 0 : spanMs + STEP_US / 1000;
      if (roseMs < 0) this.breach(atUs, `the game timer fell from ${last.elapsedMs} to ${elapsedMs} ms`);
      else if (roseMs > mostMs) this.breach(atUs, `the game timer rose by ${roseMs} ms in ${spanMs} ms`);
    }
  }
}
