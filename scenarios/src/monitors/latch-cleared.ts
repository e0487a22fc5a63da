/** Invariants of the room's safety latch: 5 and 7. */
import { DEFAULTS } from '@understudy/contract';
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;
/** From the second person's word until every device says SAFE: the engine's own bound and a margin. */
const RESETTING_US =
  (DEFAULTS.ackTimeoutMs * (DEFAULTS.retriesBeforeAccepted + 1) + DEFAULTS.offlineAfterMs + 1000) * 1000;
const CONFIRM_US = (DEFAULTS.safetyResetConfirmMs + 1000) * 1000;
/** What the engine cannot have heard yet does not count against it. */
const HEARD_US = 1_000_000;

interface Asked {
  readonly by: string;
  readonly atUs: number;
}

/** 5: the latch is cleared by two people, one after the other, and by nobody while an E-stop is pressed. */
export class LatchCleared extends Invariant {
  readonly number = 5;
  readonly title = 'The latch clears only by an authorised reset with every E-stop released';
  readonly hears = ['truth', 'operator', 'status', 'injected', 'healed'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #pressedAtUs = new Map<string, number>();
  /** Since the latch last cleared. The engine refuses some of them; which, is not for this to know. */
  #requests: Asked[] = [];
  #confirms: Asked[] = [];
  #last: EventOf<'status'> | undefined;

  /** @param buttons of the E-stop circuit */
  constructor(buttons: readonly string[]) {
    super();
    this.plants = new Set(buttons.map((button) => `estop_${button}`));
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'truth') {
      if (event.truth.pressed !== true) this.#pressedAtUs.delete(event.plant);
      else if (!this.#pressedAtUs.has(event.plant)) this.#pressedAtUs.set(event.plant, event.atUs);
    } else if (event.kind === 'operator') {
      if (event.action === 'REQUEST_SAFETY_RESET') this.#requests.push(event);
      else if (event.action === 'CONFIRM_SAFETY_RESET') this.#confirms.push(event);
    } else if (event.kind === 'status') {
      const last = this.#last;
      this.#last = event;
      if (last?.latched === true && !event.latched && last.epoch === event.epoch) this.#onCleared(event.atUs);
    }
  }

  #onCleared(atUs: number): void {
    const requests = this.#requests;
    const confirms = this.#confirms.filter((confirm) => atUs - confirm.atUs <= RESETTING_US);
    this.#requests = [];
    this.#confirms = [];
    if (!this.#disturbance.quietSince(atUs - QUIET_US)) return;
    const [confirm] = confirms;
    if (confirm === undefined) this.breach(atUs, 'the latch cleared without a confirmed reset');
    else if (!confirms.some((one) => requests.some((request) => belongs(request, one)))) {
      this.breach(atUs, `the latch cleared by ${confirm.by} alone`);
    }
    for (const [button, sinceUs] of this.#pressedAtUs) {
      if (atUs - sinceUs > HEARD_US) this.breach(atUs, `the latch cleared while ${button} was pressed`);
    }
  }
}

/** Whether a reset may be confirmed so: by another person, in time. */
function belongs(request: Asked, confirm: Asked): boolean {
  const waitedUs = confirm.atUs - request.atUs;
  return request.by !== confirm.by && waitedUs >= 0 && waitedUs <= CONFIRM_US;
}

/**
 * 7: an engine that takes over from one that was latched is latched itself, unless a reset was under way: the dead one may have
 * ended it without a word.
 */
export class LatchSurvives extends Invariant {
  readonly number = 7;
  readonly title = 'The latch survives crash, restart and restore';
  readonly hears = ['status', 'operator'] as const;
  #epoch = 0;
  #latched = false;
  #saidAtUs = 0;
  #confirmedAtUs = Number.NEGATIVE_INFINITY;

  onEvent(event: WatchEvent): void {
    if (event.kind === 'operator' && event.action === 'CONFIRM_SAFETY_RESET') this.#confirmedAtUs = event.atUs;
    if (event.kind !== 'status' || event.epoch < this.#epoch) return;
    const isResetting = this.#confirmedAtUs > this.#saidAtUs - RESETTING_US;
    this.#saidAtUs = event.atUs;
    if (event.epoch > this.#epoch && this.#latched && !event.latched && !isResetting) {
      this.breach(event.atUs, `epoch ${event.epoch} began without the latch of epoch ${this.#epoch}`);
    }
    this.#epoch = event.epoch;
    this.#latched = event.latched;
  }
}
