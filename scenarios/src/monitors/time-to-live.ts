import { DEFAULTS } from '@understudy/contract';
import { Invariant } from './invariant.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** From the first try until the engine holds a command for lost: every try, and its wait for a read-back. */
const READ_BACK_MS = 20_000;
const LIVE_MS = DEFAULTS.ackTimeoutMs * (DEFAULTS.retriesBeforeAccepted + 1) + READ_BACK_MS;
/** Drift of 500 ppm since the controller's start, for an hour, and the network's way. */
const MARGIN_MS = 2800;

/**
 * 19: nothing begins after its time to live: once the engine holds a command for lost it must not take effect any more. When
 * it began is read off the controller's clock, as its answer may be under way for long.
 */
export class TimeToLive extends Invariant {
  readonly number = 19;
  readonly title = 'Nothing takes effect after its time to live';
  readonly hears = ['command', 'ack', 'hello'] as const;
  readonly #sentAtUs = new Map<string, number>();
  readonly #begun = new Set<string>();
  /** By controller: its start on the run's line of time, as early as any message shows it, µs. */
  readonly #startedAtUs = new Map<string, number>();

  onEvent(event: WatchEvent): void {
    if (event.kind === 'hello') {
      this.#startedAtUs.set(event.controller, event.atUs - event.uptimeMs * 1000);
    } else if (event.kind === 'command') {
      const { commandId } = event.command;
      if (event.from === 'engine' && !this.#sentAtUs.has(commandId)) this.#sentAtUs.set(commandId, event.atUs);
    } else if (event.kind === 'ack') {
      this.#onAck(event);
    }
  }

  #onAck({ atUs, from, ack: { commandId, device, status, uptimeMs } }: EventOf<'ack'>): void {
    const startedAtUs = uptimeMs === undefined ? 0 : Math.min(this.#startedAtUs.get(from) ?? 0, atUs - uptimeMs * 1000);
    if (uptimeMs !== undefined && this.#startedAtUs.has(from)) this.#startedAtUs.set(from, startedAtUs);
    const sentAtUs = this.#sentAtUs.get(commandId);
    if (status !== 'ACCEPTED' || sentAtUs === undefined || this.#begun.has(commandId)) return;
    this.#begun.add(commandId);
    const begunAtUs = uptimeMs === undefined || !this.#startedAtUs.has(from) ? atUs : startedAtUs + uptimeMs * 1000;
    const slackMs = LIVE_MS + MARGIN_MS - (begunAtUs - sentAtUs) / 1000;
    if (slackMs > 0) this.near(atUs, Math.min(slackMs, LIVE_MS + MARGIN_MS));
    else
      this.late(
        this.breach(atUs, `${device} began ${commandId} ${(begunAtUs - sentAtUs) / 1_000_000} s after it was sent`),
        slackMs,
      );
  }
}
