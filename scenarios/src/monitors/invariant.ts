import type { WatchEvent } from './watch-event.ts';

/** Where and how an invariant was broken. */
export interface Breach {
  readonly invariant: number;
  readonly atUs: number;
  readonly message: string;
  /** How many messages and changes of truth the run had shown by then. */
  readonly event: number;
  /** Below 0: by how many ms it was late, as far as that was seen. */
  slackMs?: number;
}

/** Breaches kept of one invariant; the first ones tell the story. */
const BREACHES_MAX = 20;

/**
 * One statement that holds at every instant of every run, watched while the run goes on. Those that speak of spans of
 * time are formulas (`temporal.ts`); those over sequences and sets are plain code.
 */
export abstract class Invariant {
  /** Number in the list of invariants (docs). */
  abstract readonly number: number;
  abstract readonly title: string;
  /** What it listens to; nothing else is told, or even read. `due` and `end` come unasked. */
  abstract readonly hears: readonly WatchEvent['kind'][];
  /** Plants whose truth it wants; undefined: all. */
  readonly plants: ReadonlySet<string> | undefined = undefined;
  /** Devices whose states it wants; undefined: all. */
  readonly statesOf: ReadonlySet<string> | undefined = undefined;
  /** When it wants a `due` event, in µs; Infinity for never. */
  nextAtUs = Number.POSITIVE_INFINITY;
  readonly breaches: Breach[] = [];
  /** Smallest slack seen, in ms; Infinity while no bound was at stake. */
  slackMs = Number.POSITIVE_INFINITY;
  /** A fault excuses it: nothing before this instant is judged. */
  excusedUntilUs = Number.NEGATIVE_INFINITY;
  /** Counts the events of the run; the watch puts in its own. */
  tally: { readonly events: number } = { events: 0 };

  abstract onEvent(event: WatchEvent): void;

  /** Undefined when a fault excuses it, or when enough have been seen. */
  protected breach(atUs: number, message: string): Breach | undefined {
    if (atUs < this.excusedUntilUs || this.breaches.length >= BREACHES_MAX) return undefined;
    const breach: Breach = { invariant: this.number, atUs, message, event: this.tally.events };
    this.breaches.push(breach);
    return breach;
  }

  /** A breach was so many ms late: `slackMs` is negative. */
  protected late(breach: Breach | undefined, slackMs: number): void {
    if (breach === undefined) return;
    breach.slackMs = slackMs;
    this.near(breach.atUs, slackMs);
  }

  /** So much was left of a bound, ms. */
  protected near(atUs: number, ms: number): void {
    if (ms < this.slackMs && atUs >= this.excusedUntilUs) this.slackMs = ms;
  }
}
