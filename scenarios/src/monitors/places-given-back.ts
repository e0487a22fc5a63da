import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;
/** By then the engine holds a command for lost. */
const LIVE_US = 60_000_000;
/** Half of the engine's bounds of 256 and 8: answers are seen here a little before the engine takes them. */
const OPEN_MAX = 128;
const OPEN_OF_DEVICE_MAX = 4;
const REFUSALS: readonly string[] = ['PATH_PAUSED', 'REQUEST_REFUSED'];

/**
 * 30, for commands: one that has ended gives its place back, so the engine never refuses another for want of room while few
 * are under way. Not judged while commands may have left that nobody saw.
 */
export class PlacesGivenBack extends Invariant {
  readonly number = 30;
  readonly title = 'A command that has ended gives its place back';
  readonly hears = ['command', 'ack', 'fault', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  /** Commands without a last answer, in the order in which they were sent first. */
  readonly #open = new Map<string, { readonly device: string; readonly atUs: number }>();

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'command') this.#onCommand(event);
    else if (event.kind === 'ack' && event.ack.status !== 'ACCEPTED') this.#open.delete(event.ack.commandId);
    else if (event.kind === 'fault' && event.details.reason === 'QUEUE_FULL') this.#onFull(event);
  }

  #onCommand({ atUs, from, command: { device, commandId } }: EventOf<'command'>): void {
    if (from === 'engine' && !this.#open.has(commandId)) this.#open.set(commandId, { device, atUs });
  }

  #onFull({ atUs, faultKind, message }: EventOf<'fault'>): void {
    if (!REFUSALS.includes(faultKind) || !this.#disturbance.quietSince(atUs - QUIET_US)) return;
    const ofDevice = new Map<string, number>();
    for (const [id, { device, atUs: sentAtUs }] of this.#open) {
      if (atUs - sentAtUs > LIVE_US) this.#open.delete(id);
      else ofDevice.set(device, (ofDevice.get(device) ?? 0) + 1);
    }
    if (this.#open.size > OPEN_MAX || Math.max(0, ...ofDevice.values()) > OPEN_OF_DEVICE_MAX) return;
    this.breach(atUs, `${message}, though only ${this.#open.size} commands are under way`);
  }
}
