/**
 * The twin's time: the wall clock times a speed factor, with pause. The engine and the world share one, so that timers
 * and firmware scale together.
 *
 * Time never runs ahead of an alarm that has not rung, or of work that holds it, by more than a limit. When the machine
 * or its disk cannot keep up, the game slows down instead of breaking time-outs that the room itself would have kept.
 */
import type { Clock } from '@understudy/ports';
import { REALTIME_LIMITS } from './limits.ts';

interface Alarm {
  readonly atUs: number;
  readonly wake: () => void;
  cancel: (() => void) | undefined;
}

/** A clock that can be held back while work goes on that takes no time in the room, such as the journal's commit. */
export interface PacedClock extends Clock {
  /** Time waits soon after now until the returned function is called. */
  hold(): () => void;
}

export class ScaledClock implements PacedClock {
  readonly #source: Clock;
  readonly #lagUs: number;
  readonly #alarms = new Set<Alarm>();
  readonly #holds = new Set<{ readonly atUs: number }>();
  /** Scaled time 0 and later rebasings: at source time `#sourceUs` it was `#baseUs`. */
  #sourceUs: number;
  #baseUs = 0;
  #speed = 1;
  #paused = false;
  #slippedUs = 0;
  #lastUs = 0;

  /**
   * Starts at 0, at speed 1.
   * @param lagUs how far time may run ahead of an alarm, in scaled µs
   */
  constructor(source: Clock, lagUs: number = REALTIME_LIMITS.lagUs) {
    this.#source = source;
    this.#sourceUs = source.nowUs();
    this.#lagUs = lagUs;
  }

  get speed(): number {
    return this.#speed;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Scaled µs given up because the machine could not keep up. */
  get slippedUs(): number {
    return this.#slippedUs;
  }

  nowUs(): number {
    if (this.#paused) return this.#baseUs;
    const sourceUs = this.#source.nowUs();
    const freeUs = this.#baseUs + Math.floor((sourceUs - this.#sourceUs) * this.#speed);
    const limitUs = Math.max(this.#baseUs, this.#firstWaitUs() + this.#lagUs);
    if (freeUs > limitUs) this.#slippedUs += freeUs - limitUs;
    const nowUs = Math.min(freeUs, limitUs);
    // The base follows, so that an alarm set later never takes time back; not for fractions, which would be lost.
    if (nowUs >= this.#baseUs + 1000 || nowUs < freeUs) this.#rebase(nowUs, sourceUs);
    this.#lastUs = Math.max(this.#lastUs, nowUs);
    return this.#lastUs;
  }

  alarm(atUs: number, wake: () => void): () => void {
    this.nowUs();
    const alarm: Alarm = { atUs, wake, cancel: undefined };
    this.#alarms.add(alarm);
    this.#arm(alarm);
    return () => {
      alarm.cancel?.();
      this.#alarms.delete(alarm);
    };
  }

  hold(): () => void {
    const hold = { atUs: this.nowUs() };
    this.#holds.add(hold);
    return () => {
      // What was held back is given up first, or time would leap.
      this.nowUs();
      this.#holds.delete(hold);
    };
  }

  /** Sets the speed factor from now on. Throws RangeError outside 0.1 to 100. */
  setSpeed(speed: number): void {
    if (!(speed >= REALTIME_LIMITS.speedMin && speed <= REALTIME_LIMITS.speedMax)) {
      throw new RangeError(`speed: expected ${REALTIME_LIMITS.speedMin} to ${REALTIME_LIMITS.speedMax}, seen ${speed}`);
    }
    this.#rebase(this.nowUs(), this.#source.nowUs());
    this.#speed = speed;
    this.#armAll();
  }

  /** Stops time, or lets it go on from where it stopped. */
  setPaused(paused: boolean): void {
    this.#rebase(this.nowUs(), this.#source.nowUs());
    this.#paused = paused;
    this.#armAll();
  }

  #rebase(nowUs: number, sourceUs: number): void {
    this.#baseUs = nowUs;
    this.#sourceUs = sourceUs;
  }

  #firstWaitUs(): number {
    let firstUs = Number.POSITIVE_INFINITY;
    for (const { atUs } of this.#alarms) if (atUs < firstUs) firstUs = atUs;
    for (const { atUs } of this.#holds) if (atUs < firstUs) firstUs = atUs;
    return firstUs;
  }

  #armAll(): void {
    for (const alarm of this.#alarms) this.#arm(alarm);
  }

  #arm(alarm: Alarm): void {
    alarm.cancel?.();
    alarm.cancel = undefined;
    if (this.#paused || alarm.atUs === Number.POSITIVE_INFINITY) return;
    const waitUs = Math.max(0, alarm.atUs - this.nowUs());
    const atUs = this.#source.nowUs() + Math.ceil(waitUs / this.#speed);
    alarm.cancel = this.#source.alarm(atUs, () => this.#ring(alarm));
  }

  #ring(alarm: Alarm): void {
    if (this.nowUs() < alarm.atUs) {
      this.#arm(alarm);
      return;
    }
    this.#alarms.delete(alarm);
    alarm.wake();
  }
}
