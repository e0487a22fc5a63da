import { DEFAULTS } from '@understudy/contract';
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import { findOperation, type IndexedUnit, type RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;
const SENDS_MAX = 1 + DEFAULTS.retriesBeforeAccepted;
/** Open at once for one device: 8 of the engine's bound, and a safe operation and a reset beside them. */
const OPEN_MAX = 10;
/** By then the engine holds a command for lost. */
const LIVE_US = 60_000_000;

interface Open {
  readonly sentAtUs: number;
  readonly units: readonly IndexedUnit[];
}

/**
 * 21: retries and commands in flight are bounded. A newer command for the same units takes the place of one that has not been
 * answered: the engine waits for that one no more.
 */
export class Bounded extends Invariant {
  readonly number = 21;
  readonly title = 'Retries and commands in flight are bounded';
  readonly hears = ['command', 'ack', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #sends = new Map<string, number>();
  /** By device: its open commands. */
  readonly #open = new Map<string, Map<string, Open>>();
  readonly #index: RoomIndex;

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

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
    if (sends > 1) return;
    const open = this.#open.get(device) ?? new Map<string, Open>();
    this.#open.set(device, open);
    const units = findOperation(this.#index, device, op)?.units ?? [];
    for (const [id, older] of open) {
      if (atUs - older.sentAtUs > LIVE_US || isSuperseded(older.units, units)) open.delete(id);
    }
    open.set(commandId, { sentAtUs: atUs, units });
    if (open.size === OPEN_MAX + 1) this.breach(atUs, `${device} has ${open.size} commands open at once`);
  }
}

/** What drives no units, as the operations that all devices have, supersedes nothing. */
function isSuperseded(units: readonly IndexedUnit[], newer: readonly IndexedUnit[]): boolean {
  return newer.length > 0 && newer.length === units.length && newer.every((unit) => units.includes(unit));
}
