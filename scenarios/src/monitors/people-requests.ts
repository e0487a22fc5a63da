/** What people ask of devices, until it becomes a command or is refused; and when they gave them back. */
import { AT_ONCE_US } from './held-output.ts';
import type { EventOf } from './watch-event.ts';

interface Asked {
  readonly by: string;
  readonly device: string;
  readonly op: string;
  readonly atUs: number;
}

/** A command that a person asked for. `givenBackAtUs`: when its device was given back, if that was after the request. */
export interface Persons {
  readonly givenBackAtUs: number | undefined;
}

export class PeopleRequests {
  /** In the order in which they came. Of several in one step each is sent. */
  #open: readonly Asked[] = [];
  /** By device. A request of before then holds nothing, also when its command comes after. */
  readonly #givenBackAtUs = new Map<string, number>();

  /** A person asks, or gives back. */
  onOperator({ atUs, by, action, target: device, op }: EventOf<'operator'>): void {
    if (action === 'RELEASE') this.#givenBackAtUs.set(device, atUs);
    if (action !== 'DISPATCH') return;
    this.#open = [...this.#open.filter((asked) => atUs - asked.atUs <= AT_ONCE_US), { by, device, op, atUs }];
  }

  /** What the engine refuses becomes no command: the next of the kind is somebody else's. It refuses in the order of requests. */
  onFault({ atUs, faultKind, details }: EventOf<'fault'>): void {
    if (faultKind !== 'REQUEST_REFUSED' || details.action !== 'DISPATCH') return;
    this.#close(this.#open.find((one) => one.by === details.by && atUs - one.atUs <= AT_ONCE_US));
  }

  /** Takes the request that has become this command; undefined when no person has asked for it. */
  take({ atUs, command }: EventOf<'command'>): Persons | undefined {
    const asked = this.#open.find(
      (one) => one.device === command.device && one.op === command.op && atUs - one.atUs <= AT_ONCE_US,
    );
    if (asked === undefined) return undefined;
    this.#close(asked);
    const givenBackAtUs = this.#givenBackAtUs.get(asked.device);
    return { givenBackAtUs: (givenBackAtUs ?? -1) >= asked.atUs ? givenBackAtUs : undefined };
  }

  #close(asked: Asked | undefined): void {
    this.#open = this.#open.filter((one) => one !== asked);
  }
}
