import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { EventOf, SentCommand, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;

/**
 * 17, the controllers' side: a gap in the sequence is noticed. Once a device has begun a command, an earlier one of the same
 * epoch that never came is refused when it does come; 16 and 24 say what becomes of it. Judged by the order of answers, and so
 * not while messages are lost or mixed, or while controllers lose their memory.
 */
export class InSequence extends Invariant {
  readonly number = 17;
  readonly title = 'A controller begins nothing that it has passed over';
  readonly hears = ['command', 'ack', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance('network', 'controller', 'engine', 'security');
  /** Sent and not begun yet, by identity. */
  readonly #sent = new Map<string, SentCommand>();
  /** By device: what it has begun last. */
  readonly #begun = new Map<string, SentCommand>();

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'command' && event.from === 'engine') this.#sent.set(event.command.commandId, event.command);
    else if (event.kind === 'ack') this.#onAck(event);
  }

  #onAck({ atUs, ack: { device, commandId, status } }: EventOf<'ack'>): void {
    const command = this.#sent.get(commandId);
    if (command === undefined) return;
    this.#sent.delete(commandId);
    if (status !== 'ACCEPTED') return;
    const last = this.#begun.get(device);
    this.#begun.set(device, command);
    // The same once more is 15's.
    if (last === undefined || last.epoch !== command.epoch || last.commandId === commandId) return;
    if (last.sequence < command.sequence) return;
    if (!this.#disturbance.quietSince(atUs - QUIET_US)) return;
    this.breach(atUs, `${device} began sequence ${command.sequence} after ${last.sequence}`);
  }
}
