/** Marks of a run by its events: two runs of one scenario must make the same ones. */
import type { VirtualSession } from '@understudy/twin';

/** A mark of the rolling hash is made every so many events. */
export const MARK_EVENTS = 10_000;

/**
 * The hash of the run after every so many events, as 8 hex digits. Asked after each instant, so that it does not matter
 * where a run stops on its way. An instant can bring several events; its mark then stands for each of them that it passed.
 */
export class EventMarks {
  readonly marks: string[] = [];
  readonly #every: number;
  #nextEvents: number;

  /** @param every events from one mark to the next; less for shorter runs */
  constructor(every = MARK_EVENTS) {
    this.#every = every;
    this.#nextEvents = every;
  }

  /** Whether it made a mark. */
  look(session: VirtualSession): boolean {
    if (session.events < this.#nextEvents) return false;
    const mark = session.hash().slice(0, 8);
    while (session.events >= this.#nextEvents) {
      this.marks.push(mark);
      this.#nextEvents += this.#every;
    }
    return true;
  }
}
