/** Invariants of the stream of commands and acknowledgements: 15, 17, 18, 23. */
import { Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

/** 15: a command has one effect: it is carried out once, and its end does not change. */
export class SingleEffect extends Invariant {
  readonly number = 15;
  readonly title = 'No command has more than one effect';
  readonly #ends = new Map<string, string>();

  onEvent(event: WatchEvent): void {
    if (event.kind !== 'ack' || event.ack.commandId === '') return;
    const { commandId, status, device } = event.ack;
    const end = this.#ends.get(commandId);
    if (end !== undefined && end !== status) {
      this.breach(event.atUs, `${commandId} of ${device} ended as ${end} and then said ${status}`);
    } else if (status !== 'ACCEPTED') {
      this.#ends.set(commandId, status);
    }
  }
}

/** 17: sequences rise strictly per epoch and device; a retry repeats its own. */
export class RisingSequence extends Invariant {
  readonly number = 17;
  readonly title = 'Sequence strictly rises per epoch and device';
  readonly #last = new Map<string, { readonly sequence: number; readonly commandId: string }>();

  onEvent(event: WatchEvent): void {
    if (event.kind !== 'command') return;
    const { device, epoch, sequence, commandId } = event.command;
    const key = `${epoch} ${device}`;
    const last = this.#last.get(key);
    if (last?.commandId === commandId && last.sequence === sequence) return;
    if (last !== undefined && sequence <= last.sequence) {
      this.breach(event.atUs, `${device}: sequence ${sequence} after ${last.sequence}`);
    }
    this.#last.set(key, { sequence, commandId });
  }
}

const CONTRACT_REASONS = new Set([
  'BAD_SCHEMA',
  'BAD_ROOM',
  'BAD_DEVICE',
  'AUTH_INVALID',
  'STALE_EPOCH',
  'STALE_SEQUENCE',
  'UNSUPPORTED_ACTION',
  'INVALID_PARAMS',
]);

/** 18, without faults: engine and controllers agree on the contract, so nothing is refused for its form. */
export class CleanContract extends Invariant {
  readonly number = 18;
  readonly title = 'Nothing that the engine sends breaks the contract';

  onEvent(event: WatchEvent): void {
    if (event.kind === 'command' && event.retained) {
      this.breach(event.atUs, `a retained command for ${event.command.device}`);
    }
    if (event.kind !== 'ack' || event.ack.reason === undefined || !CONTRACT_REASONS.has(event.ack.reason)) return;
    this.breach(event.atUs, `${event.ack.device} answered ${event.ack.status} with ${event.ack.reason}`);
  }
}

/** 23: nothing is acknowledged that was not sent. */
export class MatchedAcks extends Invariant {
  readonly number = 23;
  readonly title = 'Every acknowledgement belongs to a command';
  readonly #sent = new Map<string, string>();

  onEvent(event: WatchEvent): void {
    if (event.kind === 'command') this.#sent.set(event.command.commandId, event.command.device);
    else if (event.kind === 'ack' && this.#sent.get(event.ack.commandId) !== event.ack.device) {
      this.breach(event.atUs, `${event.ack.device} acknowledged ${event.ack.commandId}, which it was not sent`);
    }
  }
}
