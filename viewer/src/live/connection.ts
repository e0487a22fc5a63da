/** The live socket: connects, hands messages on, and connects again after a loss or a gap, with a growing delay. */
import { type LiveMessage, parseLiveMessage } from './messages.ts';

export type ConnectionStatus = 'connecting' | 'live' | 'lost';

export interface ConnectionHandlers<Message> {
  /** Takes a message; false when it does not follow on (a gap): the connection is made anew. */
  readonly onMessage: (message: Message) => boolean;
  readonly onStatus: (status: ConnectionStatus) => void;
}

/** The part of a browser's WebSocket that is used here. */
export interface SocketLike {
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

const FIRST_RETRY_MS = 250;
/** A viewer that waits longer than this looks broken; a server that is down costs one attempt in this time. */
const LAST_RETRY_MS = 4000;

/** Delay before attempt `attempt` (from 0) to connect again, in ms. */
export function retryDelayMs(attempt: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10));
}

/** Keeps one connection to a room until the returned function is called. */
export function keepConnected(open: () => SocketLike, handlers: ConnectionHandlers<LiveMessage>): () => void {
  return keepConnectedTo(open, parseLiveMessage, handlers);
}

/** The same to whatever says messages that `parse` understands; it gives undefined for one that it does not. */
export function keepConnectedTo<Message>(
  open: () => SocketLike,
  parse: (text: string) => Message | undefined,
  handlers: ConnectionHandlers<Message>,
): () => void {
  let attempt = 0;
  let socket: SocketLike | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const retry = (): void => {
    if (stopped) return;
    handlers.onStatus('lost');
    timer = setTimeout(connect, retryDelayMs(attempt));
    attempt += 1;
  };
  const connect = (): void => {
    const current = open();
    socket = current;
    let live = false;
    current.onmessage = (event) => {
      if (stopped || socket !== current) return;
      const message = typeof event.data === 'string' ? parse(event.data) : undefined;
      if (message === undefined || !handlers.onMessage(message)) {
        // Closing tells nothing for a while when the peer hangs: do not wait for the close event.
        socket = undefined;
        current.onclose = null;
        current.close();
        retry();
        return;
      }
      if (!live) {
        live = true;
        attempt = 0;
        handlers.onStatus('live');
      }
    };
    current.onclose = () => {
      if (socket === current) retry();
    };
  };
  handlers.onStatus('connecting');
  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket?.close();
  };
}
