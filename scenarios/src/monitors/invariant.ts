import type { WatchEvent } from './watch-event.ts';

/** Where and how an invariant was broken. */
export interface Breach {
  readonly invariant: number;
  readonly atUs: number;
  readonly message: string;
}

/** Breaches kept of one invariant; the first ones tell the story. */
const BREACHES_MAX = 20;

/**
 * One statement that holds at every instant of every run, watched while the run goes on. Written here as plain code;
 * monitors compiled from temporal formulas implement the same class.
 */
export abstract class Invariant {
  /** Number in the list of invariants (docs). */
  abstract readonly number: number;
  abstract readonly title: string;
  /** When it wants a `due` event, in µs; Infinity for never. */
  nextAtUs = Number.POSITIVE_INFINITY;
  readonly breaches: Breach[] = [];

  abstract onEvent(event: WatchEvent): void;

  protected breach(atUs: number, message: string): void {
    if (this.breaches.length < BREACHES_MAX) this.breaches.push({ invariant: this.number, atUs, message });
  }
}
