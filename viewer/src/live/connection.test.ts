import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepConnected, retryDelayMs, type SocketLike } from './connection.ts';

class FakeSocket implements SocketLike {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  close(): void {
    this.closed = true;
    this.onclose?.();
  }
  say(message: unknown): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }
}

function start(accept: () => boolean = () => true) {
  const sockets: FakeSocket[] = [];
  const statuses: string[] = [];
  const stop = keepConnected(
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    { onMessage: accept, onStatus: (status) => statuses.push(status) },
  );
  const last = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no socket was opened');
    return socket;
  };
  return { sockets, statuses, stop, last };
}
const snapshot = { type: 'snapshot', seq: 0, entries: {} };

describe('keepConnected', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is live once a message was taken, and connects again after a loss', () => {
    const { sockets, statuses, last } = start();
    expect(statuses).toEqual(['connecting']);
    last().say(snapshot);
    expect(statuses).toEqual(['connecting', 'live']);
    last().close();
    expect(statuses.at(-1)).toBe('lost');
    vi.advanceTimersByTime(retryDelayMs(0));
    expect(sockets).toHaveLength(2);
    last().say(snapshot);
    expect(statuses.at(-1)).toBe('live');
  });

  it('drops the connection on a gap and on nonsense', () => {
    let accepts = true;
    const { sockets, statuses, last } = start(() => accepts);
    last().say(snapshot);
    accepts = false;
    last().say(snapshot);
    expect(sockets[0]?.closed).toBe(true);
    expect(statuses.at(-1)).toBe('lost');
    vi.advanceTimersByTime(retryDelayMs(0));
    expect(sockets).toHaveLength(2);
    accepts = true;
    last().say('nonsense');
    expect(sockets[1]?.closed).toBe(true);
  });

  it('waits longer after each failure and stops for good when told', () => {
    const { sockets, stop, last } = start();
    last().close();
    vi.advanceTimersByTime(retryDelayMs(0));
    last().close();
    vi.advanceTimersByTime(retryDelayMs(1) - 1);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(3);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(3);
    expect(retryDelayMs(99)).toBe(4000);
  });
});
