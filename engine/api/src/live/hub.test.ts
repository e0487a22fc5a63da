import { beforeEach, expect, test, vi } from 'vitest';
import { LiveHub, type LiveSocket } from './hub.ts';
import type { LiveMessage } from './messages.ts';
import { LiveView } from './view.ts';

class FakeSocket implements LiveSocket {
  bufferedAmount = 0;
  readonly sent: LiveMessage[] = [];
  ended = false;
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.ended = true;
  }
  terminate(): void {
    this.ended = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function setUp() {
  const view = new LiveView();
  const hub = new LiveHub(view, { nowMs: () => Date.now(), clientBufferBytes: 100, clientStallMs: 1000 });
  const socket = new FakeSocket();
  hub.add(socket);
  return { view, hub, socket };
}

test('many changes within an interval make one delta with the last values', () => {
  const { view, hub, socket } = setUp();
  view.set('a', 0);
  vi.advanceTimersByTime(1);
  for (let value = 1; value <= 100; value++) view.set('a', value);
  vi.advanceTimersByTime(48);
  expect(socket.sent).toHaveLength(2);
  vi.advanceTimersByTime(2);
  expect(socket.sent[2]).toEqual({ type: 'delta', seq: 2, set: { a: 100 }, drop: [] });
  hub.close();
});

test('nothing is sent, and no timer runs, while nothing changes', () => {
  const { hub, socket } = setUp();
  vi.advanceTimersByTime(10_000);
  expect(socket.sent).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
  hub.close();
});

test('a viewer that is behind gets no deltas, then one snapshot of how things stand', () => {
  const { view, hub, socket } = setUp();
  const quick = new FakeSocket();
  hub.add(quick);
  socket.bufferedAmount = 101;
  for (let value = 1; value <= 5; value++) {
    view.set('a', value);
    vi.advanceTimersByTime(60);
  }
  expect(socket.sent).toHaveLength(1);
  expect(quick.sent).toHaveLength(6);
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(60);
  expect(socket.sent[1]).toEqual({ type: 'snapshot', seq: 5, entries: { a: 5 } });
  view.set('a', 6);
  vi.advanceTimersByTime(60);
  expect(socket.sent[2]).toEqual({ type: 'delta', seq: 6, set: { a: 6 }, drop: [] });
  hub.close();
});

test('a viewer that takes nothing for too long is ended', () => {
  const { view, hub, socket } = setUp();
  socket.bufferedAmount = 101;
  view.set('a', 1);
  vi.advanceTimersByTime(1200);
  expect([socket.ended, hub.size, vi.getTimerCount()]).toEqual([true, 0, 0]);
  hub.close();
});

test('dropping a key that is not there is no change', () => {
  const { view, hub, socket } = setUp();
  view.set('a', null);
  vi.advanceTimersByTime(100);
  expect(socket.sent).toHaveLength(1);
  hub.close();
});
