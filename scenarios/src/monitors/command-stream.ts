/** Invariants of the stream of commands and acknowledgements: 17, 18, 22, 23. */
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;

/** 17: sequences rise strictly per epoch and device, in the order of issue; a retry repeats its own. */
export class RisingSequence extends Invariant {
  readonly number = 17;
  readonly title = 'Sequence strictly rises per epoch and device';
  readonly hears = ['command'] as const;
  readonly #last = new Map<string, { readonly sequence: number; readonly id: string; readonly issuedAtMs: number }>();

  onEvent(event: WatchEvent): void {
    if (event.kind !== 'command' || event.from !== 'engine') return;
    const { device, epoch, sequence, commandId: id, issuedAtMs = event.atUs / 1000 } = event.command;
    const key = `${epoch} ${device}`;
    const last = this.#last.get(key);
    if (last?.id === id && last.sequence === sequence) return;
    // What was issued earlier and comes later is the network's doing.
    const isNewer = last === undefined || issuedAtMs > last.issuedAtMs || sequence > last.sequence;
    if (last !== undefined && isNewer && sequence <= last.sequence) {
      this.breach(event.atUs, `${device}: sequence ${sequence} after ${last.sequence}`);
    } else if (last?.sequence === sequence) {
      this.breach(event.atUs, `${device}: sequence ${sequence} is given twice`);
    }
    if (isNewer) this.#last.set(key, { sequence, id, issuedAtMs });
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

/** One that has been replaced does not know it, and sends on. Who may still act is 22's. */
export const ENGINES: readonly string[] = ['engine', 'old_engine'];

/**
 * 18: what is bad, replayed or of a wrong epoch changes nothing: nobody begins a command that no engine ever sent. And
 * while no fault is at work engine and controllers agree on the contract, so nothing is refused for its form. Judged by the
 * answers of the controller that has the device: a spare of its id knows no epoch yet, and nothing of the game hangs on it.
 */
export class CleanContract extends Invariant {
  readonly number = 18;
  readonly title = 'Only what the engine has sent in good form takes effect';
  readonly hears = ['command', 'ack', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance();
  readonly #ofEngine = new Set<string>();
  readonly #ofOthers = new Set<string>();
  readonly #devices: RoomIndex['devices'];

  constructor({ devices }: RoomIndex) {
    super();
    this.#devices = devices;
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'command') this.#onCommand(event);
    else if (event.kind === 'ack') this.#onAck(event);
  }

  #onCommand({ atUs, from, retained, command }: EventOf<'command'>): void {
    if (!ENGINES.includes(from)) {
      this.#ofOthers.add(command.commandId);
      return;
    }
    this.#ofEngine.add(command.commandId);
    if (retained) this.breach(atUs, `a retained command for ${command.device}`);
  }

  #onAck({ atUs, from, ack: { device, commandId, status, reason } }: EventOf<'ack'>): void {
    if (from !== (this.#devices.get(device)?.controller.controller ?? from)) return;
    if (status !== 'REJECTED' && this.#ofOthers.has(commandId) && !this.#ofEngine.has(commandId)) {
      this.breach(atUs, `${device} ${status} ${commandId}, which the engine never sent`);
    }
    if (reason === undefined || !CONTRACT_REASONS.has(reason) || !this.#disturbance.quietSince(atUs - QUIET_US)) return;
    this.breach(atUs, `${device} answered ${status} with ${reason}`);
  }
}

/** 22: what a controller has begun for an engine of one epoch it never begins for an older one. */
export class Fencing extends Invariant {
  readonly number = 22;
  readonly title = 'An engine of an older epoch cannot actuate';
  readonly hears = ['command', 'ack'] as const;
  readonly #epochs = new Map<string, number>();
  readonly #begun = new Set<string>();
  readonly #highest = new Map<string, { readonly epoch: number; readonly uptimeMs: number }>();

  onEvent(event: WatchEvent): void {
    if (event.kind === 'command') {
      if (event.from === 'engine' || !this.#epochs.has(event.command.commandId)) {
        this.#epochs.set(event.command.commandId, event.command.epoch);
      }
    } else if (event.kind === 'ack' && event.ack.status === 'ACCEPTED') {
      this.#onBegun(event);
    }
  }

  #onBegun({ atUs, from, ack }: EventOf<'ack'>): void {
    const epoch = this.#epochs.get(ack.commandId);
    if (epoch === undefined || this.#begun.has(ack.commandId)) return;
    this.#begun.add(ack.commandId);
    const uptimeMs = ack.uptimeMs ?? atUs / 1000;
    const highest = this.#highest.get(from);
    if (highest === undefined || epoch >= highest.epoch) this.#highest.set(from, { epoch, uptimeMs });
    // An answer that was under way for long was given before the newer engine came.
    else if (uptimeMs > highest.uptimeMs) {
      this.breach(atUs, `${ack.device} began a command of epoch ${epoch} after one of epoch ${highest.epoch}`);
    }
  }
}

/** 23: nothing is acknowledged that was not sent. */
export class MatchedAcks extends Invariant {
  readonly number = 23;
  readonly title = 'Every acknowledgement belongs to a command';
  readonly hears = ['command', 'ack'] as const;
  readonly #sent = new Map<string, string>();

  onEvent(event: WatchEvent): void {
    if (event.kind === 'command') this.#sent.set(event.command.commandId, event.command.device);
    else if (event.kind === 'ack' && this.#sent.get(event.ack.commandId) !== event.ack.device) {
      this.breach(event.atUs, `${event.ack.device} acknowledged ${event.ack.commandId}, which it was not sent`);
    }
  }
}
