/**
 * Sends the live view to every viewer: one snapshot, then shared deltas. A delta is made once, however many viewers
 * there are, at most every 50 ms. A viewer that does not keep up is left out and gets a fresh snapshot when its
 * socket has drained, so that neither memory nor the others suffer.
 */
import { API_LIMITS } from '../limits.ts';
import { deltaText, snapshotText } from './messages.ts';
import type { LiveView } from './view.ts';

/** The part of a WebSocket that the hub uses. */
export interface LiveSocket {
  /** Bytes accepted by `send` and not yet given to the network. */
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** One viewer: whether it has been left out, and since when. */
interface Viewer {
  readonly socket: LiveSocket;
  behindSinceMs: number | undefined;
}

export interface LiveHubOptions {
  readonly deltaIntervalMs?: number;
  readonly clientBufferBytes?: number;
  readonly clientStallMs?: number;
  /** Monotonic clock in ms. */
  readonly nowMs?: () => number;
}

export class LiveHub {
  readonly #view: LiveView;
  readonly #viewers = new Map<LiveSocket, Viewer>();
  readonly #changed = new Set<string>();
  readonly #deltaIntervalMs: number;
  readonly #clientBufferBytes: number;
  readonly #clientStallMs: number;
  readonly #nowMs: () => number;
  readonly #stopListening: () => void;
  #seq = 0;
  #replaced = false;
  #flushedAtMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: LiveView, options: LiveHubOptions = {}) {
    this.#view = view;
    this.#deltaIntervalMs = options.deltaIntervalMs ?? API_LIMITS.deltaIntervalMs;
    this.#clientBufferBytes = options.clientBufferBytes ?? API_LIMITS.clientBufferBytes;
    this.#clientStallMs = options.clientStallMs ?? API_LIMITS.clientStallMs;
    this.#nowMs = options.nowMs ?? (() => performance.now());
    this.#stopListening = view.listen({
      changed: (key) => {
        if (this.#viewers.size === 0) return;
        this.#changed.add(key);
        this.#schedule();
      },
      replaced: () => {
        this.#replaced = true;
        this.#schedule();
      },
    });
  }

  /** Viewers that are connected. */
  get size(): number {
    return this.#viewers.size;
  }

  /** Adds a viewer and sends it the view as it stands. */
  add(socket: LiveSocket): void {
    this.#viewers.set(socket, { socket, behindSinceMs: undefined });
    socket.send(snapshotText(this.#seq, this.#view.entries));
  }

  /** Forgets a viewer whose connection has ended. */
  remove(socket: LiveSocket): void {
    this.#viewers.delete(socket);
    if (this.#viewers.size === 0) this.#changed.clear();
  }

  /** Ends every connection and every timer. */
  close(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const socket of this.#viewers.keys()) {
      socket.close(1001, 'the engine stops');
      socket.terminate();
    }
    this.#viewers.clear();
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#viewers.size === 0) return;
    const waitMs = Math.max(0, this.#flushedAtMs + this.#deltaIntervalMs - this.#nowMs());
    this.#timer = setTimeout(() => this.#flush(), waitMs);
  }

  #flush(): void {
    this.#timer = undefined;
    const nowMs = this.#nowMs();
    this.#flushedAtMs = nowMs;
    const text = this.#nextText();
    let snapshot: string | undefined;
    let behind = false;
    for (const viewer of this.#viewers.values()) {
      if (viewer.socket.bufferedAmount > this.#clientBufferBytes) {
        viewer.behindSinceMs ??= nowMs;
        behind = true;
        if (nowMs - viewer.behindSinceMs > this.#clientStallMs) this.#drop(viewer.socket);
      } else if (viewer.behindSinceMs !== undefined) {
        viewer.behindSinceMs = undefined;
        snapshot ??= snapshotText(this.#seq, this.#view.entries);
        viewer.socket.send(snapshot);
      } else if (text !== undefined) {
        viewer.socket.send(text);
      }
    }
    if (behind) this.#schedule();
  }

  /** The message of this interval: a delta, a snapshot after a replacement, or nothing when nothing has changed. */
  #nextText(): string | undefined {
    if (!this.#replaced && this.#changed.size === 0) return undefined;
    this.#seq++;
    const text = this.#replaced
      ? snapshotText(this.#seq, this.#view.entries)
      : deltaText(this.#seq, this.#changed, this.#view.entries);
    this.#replaced = false;
    this.#changed.clear();
    return text;
  }

  #drop(socket: LiveSocket): void {
    this.#viewers.delete(socket);
    socket.terminate();
  }
}
