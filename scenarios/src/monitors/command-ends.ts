import { DEFAULTS } from '@understudy/contract';
import { type Formula, signals, whenever } from '../logic/index.ts';
import { Disturbance } from './disturbance.ts';
import { findOperation, type RoomIndex } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** All tries before ACCEPTED, and a second for the network. */
const ACCEPTANCE_MS = DEFAULTS.ackTimeoutMs * (DEFAULTS.retriesBeforeAccepted + 1) + 1000;
const FINAL = new Set(['COMPLETED', 'REJECTED', 'FAILED']);
/** After faults a command may have ended without a word on the bus; invariant 30 asks for those. */
const QUIET_US = 30_000_000;
const SIGNALS = signals({ sent: false, ended: false });

/** 16: every command ends within a bound: completed, failed, rejected, or superseded by a later one. */
export class CommandEnds extends TemporalInvariant {
  readonly number = 16;
  readonly title = 'Every command ends within its bound';
  readonly hears = ['command', 'ack', 'injected', 'healed'] as const;
  readonly #index: RoomIndex;
  readonly #formulas = new Map<number, Formula>();
  readonly #disturbance = new Disturbance();
  /** The last command of each device. */
  readonly #open = new Map<string, { readonly commandId: string; readonly instance: Instance }>();

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

  protected hear(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'command') this.#onCommand(event);
    else if (event.kind === 'ack') this.#onAck(event);
    else if (event.kind === 'injected') for (const device of [...this.#open.keys()]) this.#close(device);
  }

  #onCommand({ atUs, from, command: { device, op, commandId } }: EventOf<'command'>): void {
    if (from !== 'engine' || this.#open.get(device)?.commandId === commandId) return;
    this.#close(device);
    if (!this.#disturbance.quietSince(atUs - QUIET_US)) return;
    const completionMs = findOperation(this.#index, device, op)?.operation.completionMs ?? DEFAULTS.completionTimeoutMs;
    const message = () => `${op} of ${device} (${commandId}) has not ended`;
    const instance = this.watch(device, this.#formula(ACCEPTANCE_MS + completionMs), SIGNALS, atUs, message);
    instance.set(atUs, SIGNALS.sent, true);
    this.#open.set(device, { commandId, instance });
  }

  #onAck({ atUs, ack }: EventOf<'ack'>): void {
    const open = this.#open.get(ack.device);
    if (open?.commandId === ack.commandId && FINAL.has(ack.status)) open.instance.set(atUs, SIGNALS.ended, true);
  }

  #close(device: string): void {
    this.forget(device);
    this.#open.delete(device);
  }

  #formula(boundMs: number): Formula {
    const formula = this.#formulas.get(boundMs) ?? whenever(SIGNALS.sent).eventually(SIGNALS.ended, boundMs);
    this.#formulas.set(boundMs, formula);
    return formula;
  }
}
