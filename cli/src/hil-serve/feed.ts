/** What viewers of the operator page are sent: whole states, at most so often, so that none has to be put together. */
import type { BenchView, PinRow } from '@understudy/hil';
import type { OperatorChange, OperatorHost } from './operator-host.ts';

export type OperatorMessage =
  | { readonly type: 'states'; readonly benches: readonly BenchView[] }
  | { readonly type: 'pins'; readonly pins: Readonly<Record<string, readonly PinRow[]>> };

/** The part of a host that is used here. */
type FedHost = Pick<OperatorHost, 'views' | 'pins' | 'onChange'>;

/** The part of a socket that is used here. */
export interface Viewer {
  send(text: string): void;
}

/** Quick enough for an eye, and far below what a page can draw. */
const SEND_EVERY_MS = 80;

export class OperatorFeed {
  readonly #host: FedHost;
  readonly #viewers = new Set<Viewer>();
  readonly #due = new Set<OperatorChange>();
  readonly #stopListening: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: FedHost) {
    this.#host = host;
    this.#stopListening = host.onChange((change) => {
      this.#due.add(change);
      if (this.#viewers.size > 0) this.#timer ??= setTimeout(() => this.#send(), SEND_EVERY_MS);
    });
  }

  get size(): number {
    return this.#viewers.size;
  }

  add(viewer: Viewer): void {
    this.#viewers.add(viewer);
    for (const change of ['states', 'pins'] as const) viewer.send(JSON.stringify(this.#message(change)));
  }
  remove(viewer: Viewer): void {
    this.#viewers.delete(viewer);
  }

  close(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    this.#viewers.clear();
  }

  #send(): void {
    this.#timer = undefined;
    for (const change of this.#due) {
      const text = JSON.stringify(this.#message(change));
      for (const viewer of this.#viewers) viewer.send(text);
    }
    this.#due.clear();
  }

  #message(change: OperatorChange): OperatorMessage {
    return change === 'states'
      ? { type: 'states', benches: this.#host.views }
      : { type: 'pins', pins: this.#host.pins };
  }
}
