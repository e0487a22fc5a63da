import { DEFAULTS } from '@understudy/contract';
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;
const SENDS_MAX = 1 + DEFAULTS.retriesBeforeAccepted;
/** Open at once for one device: 8 of the engine's bound, and a safe operation and a reset beside them. */
const OPEN_MAX = 10;
/** By then the engine holds a command for lost. */
const LIVE_US = 60_000_000;

/** 21: retries and commands in flight are bounded. */
export class Bounded extends Invariant {
  readonly number = 21;
  readonly title = 'Retries and commands in flight are bounded';
  readonly hears = ['command', 'ack', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #sends = new Map<string, number>();
  /** By device: its open commands and when each was sent first. */
  readonly #open = new Map<string, Map<string, number>>();

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'command' && event.from === 'engine') this.#onCommand(event);
    else if (event.kind === 'ack' && event.ack.status !== 'ACCEPTED') {
      this.#open.get(event.ack.device)?.delete(event.ack.commandId);
      this.#sends.delete(event.ack.commandId);
    }
  }

  #onCommand({ atUs, command: { device, commandId, op } }: EventOf<'command'>): void {
    if (!this.#disturbance.quietSince(atUs - QUIET_US)) return;
    const sends = (this.#sends.get(commandId) ?? 0) + 1;
    this.#sends.set(commandId, sends);
    if (sends === SENDS_MAX + 1) this.breach(atUs, `${op} of ${device} (${commandId}) was sent ${sends} times`);
    const open = this.#open.get(device) ?? new Map<string, number>();
    this.#open.set(device, open);
    for (const [id, sentAtUs] of open) if (atUs - sentAtUs > LIVE_US) open.delete(id);
    if (!open.has(commandId)) open.set(commandId, atUs);
    if (open.size === OPEN_MAX + 1) this.breach(atUs, `${device} has ${open.size} commands open at once`);
  }
}
