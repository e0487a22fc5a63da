import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** A status may be under way for as long as this. */
const NETWORK_US = 1_000_000;
const QUIET_US = 30_000_000;

/**
 * 25, the engine's side: its time runs with the room's, never back and never ahead; a new epoch begins anew. Not judged
 * while messages are delayed or mixed: from outside that looks the same. The wall clock may jump: that is another one.
 */
export class EngineClock extends Invariant {
  readonly number = 25;
  readonly title = "The engine's time is monotonic and keeps up";
  readonly hears = ['status', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance('network', 'engine', 'security').except('engine.wall_clock_jump');
  #last: EventOf<'status'> | undefined;

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind !== 'status') return;
    const last = this.#last;
    this.#last = event;
    if (last === undefined || last.epoch !== event.epoch || !this.#disturbance.quietSince(last.atUs - QUIET_US)) return;
    const spanUs = (event.uptimeMs - last.uptimeMs) * 1000;
    if (spanUs < 0) this.breach(event.atUs, `uptime fell from ${last.uptimeMs} to ${event.uptimeMs} ms`);
    else if (Math.abs(spanUs - (event.atUs - last.atUs)) > NETWORK_US) {
      this.breach(event.atUs, `uptime rose by ${spanUs / 1000} ms in ${(event.atUs - last.atUs) / 1000} ms`);
    }
  }
}
