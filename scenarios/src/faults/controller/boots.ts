/** Power of a controller as faults cut it: off now, on again after a while, sound in the end. */
import type { BootReasonIndex, VirtualSession } from '@understudy/twin';
import { Alarm } from '../network/alarm.ts';

/** Places in the contract's `BOOT_REASONS`. */
export const WATCHDOG: BootReasonIndex = 1;
export const BROWN_OUT: BootReasonIndex = 3;

/** A controller that is cut off and comes back by itself. */
export class Reboot {
  readonly #session: VirtualSession;
  readonly #controller: string;
  readonly #reason: BootReasonIndex;
  readonly #onBoot: (atUs: number) => void;
  readonly #alarm: Alarm;

  constructor(
    session: VirtualSession,
    controller: string,
    reason: BootReasonIndex,
    onBoot: (atUs: number) => void = () => undefined,
  ) {
    this.#session = session;
    this.#controller = controller;
    this.#reason = reason;
    this.#onBoot = onBoot;
    this.#alarm = new Alarm(session, (atUs) => this.#on(atUs));
  }

  /** Off now, on after `offMs`. */
  cut(offMs: number): void {
    this.#session.power(this.#controller, false);
    this.#alarm.set(this.#session.nowUs + offMs * 1000);
  }

  /** The fault is over: a controller that is still off comes on now. */
  end(atUs: number): void {
    if (this.#alarm.nextAtUs !== Number.POSITIVE_INFINITY) this.#on(atUs);
    this.#alarm.end(atUs);
  }

  #on(atUs: number): void {
    this.#alarm.set(Number.POSITIVE_INFINITY);
    this.#onBoot(atUs);
    this.#session.power(this.#controller, true, this.#reason);
  }
}

/** Index of a controller in its room. */
export function indexOf(session: VirtualSession, controller: string): number {
  return session.clientOf(controller) - 1;
}
