/** Recognises the rare states of `sometimes.ts` in what probe and messages tell. */
import type { LatchCause, ProbedCommand } from '@understudy/core';
import type { SometimesName } from './sometimes.ts';

/** Command ends that stand for a rare state by their status and reason alone. */
const ENDS: Readonly<Record<string, SometimesName>> = {
  'INDETERMINATE ACK_TIMEOUT': 'tries_used_up',
  'INDETERMINATE COMPLETION_TIMEOUT': 'completion_timed_out',
  'INDETERMINATE BROKER_DOWN': 'bus_lost_in_mid_command',
  'SUPERSEDED SUPERSEDED': 'superseded_by_its_own_layer',
  'SUPERSEDED ALREADY_SAFE': 'safe_before_it_was_told',
  'CANCELLED SAFETY_LATCHED': 'latched_in_mid_command',
  'CANCELLED NODE_LEFT': 'left_in_mid_command',
  'REFUSED SAFETY_LATCHED': 'refused_while_latched',
  'REFUSED OWNED_BY_SAFETY': 'refused_by_safety_owner',
};
const REFUSALS: Readonly<Record<string, SometimesName>> = {
  'CONFIRM_SAFETY_RESET SAME_PERSON': 'reset_refused_to_one_person',
  'CONFIRM_SAFETY_RESET BAD_TOKEN': 'reset_refused_for_its_token',
  'CONFIRM_SAFETY_RESET BLOCKED': 'reset_refused_while_blocked',
  'REQUEST_SAFETY_RESET BLOCKED': 'reset_refused_while_blocked',
  'RESUME_DISPATCH SAFETY_LATCHED': 'resume_refused_while_latched',
};
const ENGINE_FAULTS: Readonly<Record<string, SometimesName>> = {
  INTERLOCK_FORCED: 'interlock_forced_a_command',
  SAFETY_RESET_FAILED: 'reset_failed_under_way',
  CONTROLLER_RESTARTED: 'controller_restarted',
  CONTROLLER_OFFLINE: 'controller_declared_offline',
  INTENT_NOT_RESTORED: 'intent_not_restored',
  SAFE_OPERATION_FAILED: 'safe_operation_unconfirmed',
};
const ACK_REASONS: Readonly<Record<string, SometimesName>> = {
  AUTH_INVALID: 'forgery_refused',
  STALE_SEQUENCE: 'replay_refused',
  STALE_EPOCH: 'old_engine_refused',
};

export class RareStates {
  readonly #reach: (name: SometimesName) => void;
  #isLatched = false;
  #latches = 0;
  /** Controllers that have said hello and have not been declared gone since. */
  readonly #present = new Set<string>();

  constructor(reach: (name: SometimesName) => void) {
    this.#reach = reach;
  }

  command(command: ProbedCommand, before: string | null): void {
    const { status, reason, attempts } = command;
    if (status === 'SENT') return;
    if (status === 'ACCEPTED' && before === 'SENT' && attempts > 1) this.#reach('retry_after_lost_ack');
    if (status === 'COMPLETED' && before === 'SENT') this.#reach('completed_without_accepted');
    if (status === 'RESOLVED') this.#reach('resolved_by_read_back');
    else if (status === 'LOST') this.#reach('lost_for_good');
    else if (before === 'INDETERMINATE') this.#reach('answered_too_late');
    if (status === 'FAILED') this.#reach('command_failed');
    if (status === 'REJECTED') this.#reach('command_rejected');
    if (reason === null) return;
    this.#find(ENDS, `${status} ${reason}`);
    if (status === 'SUPERSEDED' && reason.startsWith('OWNED_BY_')) this.#reach('superseded_by_stronger_layer');
    if (status === 'REFUSED' && reason.startsWith('INTERLOCK:')) this.#reach('refused_by_interlock');
    if (status === 'REFUSED' && reason.startsWith('EXCLUSIVE:')) this.#reach('refused_by_exclusion');
  }

  refused(action: string, reason: string): void {
    this.#find(REFUSALS, `${action} ${reason}`);
  }

  latch(cause: LatchCause | null): void {
    if (cause === null) this.#reach('latch_cleared_by_two');
    else if (cause.source === 'restore') this.#reach('latched_for_lack_of_memory');
    else if (cause.reason === 'OPERATOR_ESTOP') this.#reach('latched_from_the_desk');
    if (cause !== null && !this.#isLatched) this.#latches += 1;
    if (this.#latches > 1) this.#reach('latched_again');
    this.#isLatched = cause !== null;
  }

  restored(openCommands: number): void {
    if (openCommands > 0) this.#reach('engine_restarted_in_mid_command');
    if (this.#isLatched) this.#reach('engine_restarted_while_latched');
  }

  won(): void {
    if (this.#latches > 0) this.#reach('won_after_a_latch');
  }

  joinWaited(): void {
    this.#reach('join_waited');
  }

  pathMet(): void {
    this.#reach('path_met_a_node_under_way');
  }

  egressPressed(): void {
    if (this.#isLatched) this.#reach('egress_while_latched');
  }

  /** The engine tells of a fault (`core/fault`). */
  engineFault(kind: string): void {
    this.#find(ENGINE_FAULTS, kind);
  }

  rejected(reason: string): void {
    this.#find(ACK_REASONS, reason);
  }

  /** A controller has (re)connected; or its last will says that it is gone. */
  hello(controller: string): void {
    if (this.#present.has(controller)) this.#reach('back_within_its_will_delay');
    this.#present.add(controller);
  }

  gone(controller: string): void {
    this.#present.delete(controller);
  }

  #find(table: Readonly<Record<string, SometimesName>>, key: string): void {
    if (Object.hasOwn(table, key)) this.#reach(table[key] as SometimesName);
  }
}
