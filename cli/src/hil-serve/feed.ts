/** What viewers of the operator page are sent: whole states, at most so often, so that none has to be put together. */
import type { BenchView, MirrorView, PinRow } from '@understudy/hil';
import type { OperatorHost } from './operator-host.ts';

export type OperatorMessage =
  | { readonly type: 'states'; readonly benches: readonly BenchView[] }
  | { readonly type: 'pins'; readonly pins: Readonly<Record<string, readonly PinRow[]>> }
  | { readonly type: 'mirrors'; readonly mirrors: Readonly<Record<string, MirrorView>> };

/** The part of a host that is used here. */
type FedHost = Pick<OperatorHost, 'views' | 'pins' | 'mirrors' | 'skipMirrors' | 'onChange'>;

/** The part of a socket that is used here. */
export interface Viewer {
  send(text: string): void;
}

/** Quick enough for an eye, and far below what a page can draw. */
const SEND_EVERY_MS = 80;

export class OperatorFeed {
  readonly #host: FedHost;
  readonly #viewers = new Set<Viewer>();
  readonly #due = new Set<OperatorMessage['type']>();
  readonly #stopListening: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: FedHost) {
    this.#host = host;
    this.#stopListening = host.onChange((change) => {
      this.#due.add(change);
      if (change === 'pins') this.#due.add('mirrors');
      this.#soon();
    });
  }

  get size(): number {
    return this.#viewers.size;
  }

  add(viewer: Viewer): void {
    if (this.#viewers.size === 0) this.#host.skipMirrors();
    this.#viewers.add(viewer);
    for (const type of ['states', 'pins', 'mirrors'] as const) viewer.send(JSON.stringify(this.#message(type)));
  }
  remove(viewer: Viewer): void {
    this.#viewers.delete(viewer);
  }

  close(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    this.#viewers.clear();
  }

  #soon(): void {
    if (this.#viewers.size > 0) this.#timer ??= setTimeout(() => this.#send(), SEND_EVERY_MS);
  }

  #send(): void {
    this.#timer = undefined;
    const due = [...this.#due];
    this.#due.clear();
    for (const type of due) {
      const message = this.#message(type);
      const text = JSON.stringify(message);
      for (const viewer of this.#viewers) viewer.send(text);
      // Something still moves there, although nothing new is seen.
      if (message.type === 'mirrors' && Object.values(message.mirrors).some(({ behindMs }) => behindMs > 0)) {
        this.#due.add('mirrors');
        this.#soon();
      }
    }
  }

  #message(type: OperatorMessage['type']): OperatorMessage {
    switch (type) {
      case 'states':
        return { type, benches: this.#host.views };
      case 'pins':
        return { type, pins: this.#host.pins };
      case 'mirrors':
        return { type, mirrors: this.#host.mirrors() };
    }
  }
}
