/** Lets a fault act at an instant inside the session: between two events, not when the plan is looked at next. */
import type { Guest, VirtualSession } from '@understudy/twin';

const NEVER_US = Number.POSITIVE_INFINITY;

export class Alarm implements Guest {
  readonly name = 'fault';
  nextAtUs = NEVER_US;
  readonly #session: VirtualSession;
  readonly #act: (atUs: number) => void;
  readonly #client: number;

  constructor(session: VirtualSession, act: (atUs: number) => void) {
    this.#session = session;
    this.#act = act;
    this.#client = session.guests.join(this);
  }

  /** Rings at `atUs`, in place of an earlier setting. */
  set(atUs: number): void {
    this.nextAtUs = atUs;
  }

  run(atUs: number): void {
    this.nextAtUs = NEVER_US;
    this.#act(atUs);
  }

  /** It rings no more. */
  end(atUs: number): void {
    this.nextAtUs = NEVER_US;
    this.#session.guests.leave(this.#client, atUs);
  }
}
