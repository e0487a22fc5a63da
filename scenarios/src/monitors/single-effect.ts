import { Invariant } from './invariant.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** What a device has said of one command so far. */
interface Told {
  /** Boots of its controller by then. */
  readonly boots: number;
  readonly status: string;
  readonly uptimeMs: number;
  /** When it began, by its own clock. */
  readonly begunMs: number | undefined;
}

/**
 * 15: a command has one effect: it is begun once, and its end does not change. Judged by the controller's own clock, as
 * the network may bring acknowledgements in another order, and over resets: what was begun in one boot is not begun again
 * in the next. An end that is told again is no effect, and a beginning of the same instant is a copy: the network may bring
 * one long after the controller has reset.
 */
export class SingleEffect extends Invariant {
  readonly number = 15;
  readonly title = 'No command has more than one effect';
  readonly hears = ['ack', 'hello'] as const;
  readonly #told = new Map<string, Told>();
  readonly #boots = new Map<string, number>();

  onEvent(event: WatchEvent): void {
    if (event.kind === 'hello') this.#boots.set(event.controller, event.bootCount);
    else if (event.kind === 'ack' && event.ack.commandId !== '') this.#onAck(event);
  }

  #onAck({ atUs, from, ack }: EventOf<'ack'>): void {
    const { commandId, status, device, reason } = ack;
    // Played again once a newer engine has taken over it is refused for its epoch before anything else is looked at.
    if (status === 'REJECTED' && reason === 'STALE_EPOCH' && this.#told.has(commandId)) return;
    const uptimeMs = ack.uptimeMs ?? atUs / 1000;
    const last = this.#told.get(commandId);
    if (status === 'ACCEPTED' && last?.begunMs === uptimeMs) return;
    const begunMs = status === 'ACCEPTED' ? uptimeMs : last?.begunMs;
    const now: Told = { boots: this.#boots.get(from) ?? 0, status, uptimeMs, begunMs };
    if (last === undefined || isLater(now, last)) this.#told.set(commandId, status === 'REJECTED' && last ? last : now);
    if (last === undefined || !isLater(now, last)) return;
    if (now.boots !== last.boots) {
      if (status === 'ACCEPTED' && last.status !== 'REJECTED')
        this.breach(atUs, `${device} began ${commandId} in two boots`);
    } else if (last.status !== 'ACCEPTED' && last.status !== 'REJECTED' && status !== last.status) {
      this.breach(atUs, `${commandId} of ${device} ended as ${last.status} and then said ${status}`);
    }
  }
}

/** A clock that has wrapped is taken to have gone on. */
function isLater(one: Told, other: Told): boolean {
  if (one.boots !== other.boots) return one.boots > other.boots;
  return (one.uptimeMs - other.uptimeMs) % 2 ** 32 > 0 || one.uptimeMs < other.uptimeMs - 2 ** 31;
}
