/** The reset of the safety latch, by two persons. The state machine is drawn in this folder's README. */
import { type COMMON_OPERATIONS, DEFAULTS, type SafetyState, type SupervisorCause } from '@understudy/contract';
import type { CommandRecord } from '../commands/command-record.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { TIMER } from '../timers/timer-ids.ts';
import { pack, RESET_CONFIRM_GUARD, RESET_REQUEST_GUARD } from './safety-guards.ts';

const US_PER_MS = 1000;
const CONFIRM_US = DEFAULTS.safetyResetConfirmMs * US_PER_MS;
/** All devices must be SAFE this long after the confirmation: ack time-outs with retries, and a heartbeat to say so. */
const RESETTING_US =
  (DEFAULTS.ackTimeoutMs * (1 + DEFAULTS.retriesBeforeAccepted) + DEFAULTS.offlineAfterMs) * US_PER_MS;

export type ResetState =
  | { readonly phase: 'none' }
  | { readonly phase: 'refused'; readonly blockers: readonly string[] }
  | { readonly phase: 'requested'; readonly token: string; readonly by: string }
  | { readonly phase: 'resetting'; readonly by: string; readonly refusals: readonly string[] };

export class SafetyReset {
  readonly #core: Core;
  #state: ResetState = { phase: 'none' };

  constructor(core: Core) {
    this.#core = core;
  }

  get state(): ResetState {
    return this.#state;
  }

  /** The first person asks. Returns why not, or null; the token is then in the live view. */
  request(by: string): string | null {
    const { probe, nowUs } = this.#core;
    if (probe !== undefined) probe.guard(nowUs, RESET_REQUEST_GUARD, this.#requestBits());
    if (!this.#core.safety.latched) return 'NOT_LATCHED';
    if (this.#state.phase === 'resetting') return 'RESETTING';
    if (!this.#core.outbox.busUp) return 'BROKER_DOWN';
    const blockers = this.#blockersBefore();
    if (blockers.length > 0) {
      this.#set({ phase: 'refused', blockers });
      return 'BLOCKED';
    }
    this.#set({ phase: 'requested', token: this.#core.ids.next(), by });
    this.#core.timers.set(TIMER.RESET_EXPIRES, this.#core.nowUs + CONFIRM_US);
    return null;
  }

  /** A different person confirms with the token, which is good once. Latched devices are asked to let go of their latches. */
  confirm(by: string, token: string): string | null {
    const state = this.#state;
    const { probe, nowUs } = this.#core;
    if (probe !== undefined) probe.guard(nowUs, RESET_CONFIRM_GUARD, this.#confirmBits(by, token));
    if (state.phase !== 'requested' || state.token !== token) return 'BAD_TOKEN';
    if (state.by === by) return 'SAME_PERSON';
    if (!this.#core.outbox.busUp) return 'BROKER_DOWN';
    this.#core.timers.clear(TIMER.RESET_EXPIRES);
    const blockers = this.#blockersBefore();
    if (blockers.length > 0) {
      this.#set({ phase: 'refused', blockers });
      return 'BLOCKED';
    }
    this.#set({ phase: 'resetting', by, refusals: [] });
    this.#core.timers.set(TIMER.RESET_BOUND, this.#core.nowUs + RESETTING_US);
    for (const device of this.#core.room.devices) {
      const operation = device.operations.get('reset_safety');
      if (operation === undefined || this.#core.devices.safe(device.index)) continue;
      this.#core.dispatcher.requestSafety(device.index, operation);
    }
    this.progress();
    return null;
  }

  /** A device's safety or presence has changed: the reset is complete once every device is SAFE. */
  progress(): void {
    if (this.#state.phase !== 'resetting' || this.#blockersAfter().length > 0) return;
    this.#end({ phase: 'none' });
    this.#core.safety.clear();
  }

  /** A refused `reset_safety` ends the attempt at once: its cause is still there. */
  commandEnded(command: CommandRecord): void {
    if (this.#state.phase !== 'resetting' || command.operation !== RESET_OPERATION) return;
    if (command.status === 'COMPLETED') this.progress();
    if (command.status !== 'REJECTED' && command.status !== 'FAILED') return;
    const device = at(this.#core.room.devices, command.device).id;
    const refusals = [...this.#state.refusals, `${device}: ${command.reason ?? command.status}`];
    this.#set({ ...this.#state, refusals });
    this.#fail();
  }

  /** RESET_EXPIRES or RESET_BOUND has fired. */
  timerFired(): void {
    if (this.#state.phase === 'requested') this.#end({ phase: 'none' });
    else if (this.#state.phase === 'resetting') this.#fail();
  }

  /** A new cause came, or nobody can be asked any more: whatever was under way is void. */
  interrupt(): void {
    if (this.#state.phase === 'resetting') this.#fail();
    else if (this.#state.phase === 'requested') this.#end({ phase: 'none' });
  }

  save(): ResetState {
    return this.#state;
  }

  load(state: ResetState): void {
    this.#state = state;
  }

  #requestBits(): number {
    const { safety, outbox } = this.#core;
    const blocked = this.#blockersBefore().length > 0;
    return pack(safety.latched, this.#state.phase === 'resetting', outbox.busUp, blocked);
  }

  #confirmBits(by: string, token: string): number {
    const requested = this.#state.phase === 'requested' ? this.#state : null;
    const blocked = this.#blockersBefore().length > 0;
    return pack(requested?.token === token, requested?.by === by, this.#core.outbox.busUp, blocked);
  }

  #fail(): void {
    const refusals = this.#state.phase === 'resetting' ? this.#state.refusals : [];
    const blockers = [...new Set([...refusals, ...this.#blockersAfter()])];
    this.#end({ phase: 'refused', blockers });
    this.#core.faults.report({
      kind: 'SAFETY_RESET_FAILED',
      severity: 'WARN',
      message: `The safety reset failed; in its way: ${blockers.slice(0, 5).join(', ')}`,
      details: { blockers: blockers.slice(0, 16) },
    });
  }

  #end(state: ResetState): void {
    this.#core.timers.clear(TIMER.RESET_EXPIRES);
    this.#core.timers.clear(TIMER.RESET_BOUND);
    this.#set(state);
  }

  #set(state: ResetState): void {
    this.#state = state;
    this.#core.marks.touch('reset');
  }

  /** What makes an attempt pointless: a device that cannot answer, is unsafe without a latch, or whose E-stop is still pressed. */
  #blockersBefore(): string[] {
    return this.#blockers(({ latched, reason_code: cause }) => !latched || cause === ESTOP_OPEN);
  }

  /** What still stands in the way once devices were asked: any device or controller that does not say SAFE. */
  #blockersAfter(): string[] {
    const blockers = this.#blockers(() => true);
    for (const { index, id } of this.#core.room.controllers) {
      const { presence, safety } = this.#core.devices.controller(index);
      if (presence !== 'ONLINE' || safety === null || safety.kind === 'SAFE') continue;
      blockers.push(`${id}: ${safety.reason_code ?? safety.kind}`);
    }
    return blockers;
  }

  #blockers(blocks: (safety: SafetyState) => boolean): string[] {
    const blockers: string[] = [];
    for (const device of this.#core.room.devices) {
      const presence = this.#core.devices.presence(device.index);
      const safety = this.#core.devices.safety(device.index);
      if (presence === 'UNSEEN' || safety === null) blockers.push(`${device.id}: unknown`);
      else if (presence === 'OFFLINE') blockers.push(`${device.id}: offline`);
      else if (!this.#core.devices.safe(device.index) && blocks(safety)) {
        blockers.push(`${device.id}: ${safety.reason_code ?? safety.kind}`);
      }
    }
    return blockers;
  }
}

const ESTOP_OPEN: SupervisorCause = 'ESTOP_OPEN';
const RESET_OPERATION: keyof typeof COMMON_OPERATIONS = 'reset_safety';
