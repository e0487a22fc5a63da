import { DEFAULTS } from '@understudy/contract';
import { Invariant } from './invariant.ts';
import { findOperation, type RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
/** All tries before ACCEPTED, and a second for the network. */
const ACCEPTANCE_MS = DEFAULTS.ackTimeoutMs * (DEFAULTS.retriesBeforeAccepted + 1) + 1000;
const FINAL = new Set(['COMPLETED', 'REJECTED', 'FAILED']);

/** 16: every command ends within a bound: completed, failed, rejected, or superseded by a later one. */
export class CommandEnds extends Invariant {
  readonly number = 16;
  readonly title = 'Every command ends within its bound';
  readonly #index: RoomIndex;
  readonly #open = new Map<string, { readonly device: string; readonly op: string; readonly deadlineAtUs: number }>();

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'command') this.#onCommand(event.atUs, event.command);
    else if (event.kind === 'ack' && FINAL.has(event.ack.status)) this.#open.delete(event.ack.commandId);
    else if (event.kind === 'due') this.#onDue(event.atUs);
    else return;
    this.#plan();
  }

  #onCommand(atUs: number, { device, op, commandId }: { device: string; op: string; commandId: string }): void {
    for (const [id, open] of this.#open) if (open.device === device && id !== commandId) this.#open.delete(id);
    if (this.#open.has(commandId)) return;
    const completionMs = findOperation(this.#index, device, op)?.operation.completionMs ?? DEFAULTS.completionTimeoutMs;
    this.#open.set(commandId, { device, op, deadlineAtUs: atUs + (ACCEPTANCE_MS + completionMs) * 1000 });
  }

  #onDue(atUs: number): void {
    for (const [id, { device, op, deadlineAtUs }] of this.#open) {
      if (deadlineAtUs > atUs) continue;
      this.#open.delete(id);
      this.breach(atUs, `${op} of ${device} (${id}) has not ended`);
    }
  }

  #plan(): void {
    this.nextAtUs = NEVER_US;
    for (const { deadlineAtUs } of this.#open.values()) this.nextAtUs = Math.min(this.nextAtUs, deadlineAtUs);
  }
}
