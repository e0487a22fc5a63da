import { Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

/** A status may be under way for as long as this. */
const NETWORK_US = 1_000_000;

/** 25, the engine's side: its time runs with the room's, never back and never ahead. */
export class EngineClock extends Invariant {
  readonly number = 25;
  readonly title = "The engine's time is monotonic and keeps up";
  #last: { readonly atUs: number; readonly uptimeMs: number } | undefined;

  onEvent(event: WatchEvent): void {
    if (event.kind !== 'status') return;
    const last = this.#last;
    this.#last = { atUs: event.atUs, uptimeMs: event.uptimeMs };
    if (last === undefined) return;
    const spanUs = (event.uptimeMs - last.uptimeMs) * 1000;
    if (spanUs < 0) this.breach(event.atUs, `uptime fell from ${last.uptimeMs} to ${event.uptimeMs} ms`);
    else if (Math.abs(spanUs - (event.atUs - last.atUs)) > NETWORK_US) {
      this.breach(event.atUs, `uptime rose by ${spanUs / 1000} ms in ${(event.atUs - last.atUs) / 1000} ms`);
    }
  }
}
