/** The live socket: snapshot, gapless deltas, late and slow viewers, and a clean end. */
import { API_LIMITS, ApiPortTakenError, createApi, type LiveMessage, listen } from '@understudy/api';
import type { FastifyInstance } from 'fastify';
import { beforeEach, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { FakeHost } from './fake-host.ts';

let host: FakeHost;
let app: FastifyInstance;
let url = '';
beforeEach(async () => {
  host = new FakeHost();
  app = await createApi({ host });
  url = await listen(app, 0);
  return () => app.close();
});

/** A viewer that builds up the view as the page does, and refuses a gap. */
class Viewer {
  readonly entries = new Map<string, unknown>();
  readonly received: LiveMessage[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;

  constructor(headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`, { headers });
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.socket.on('message', (data) => this.#take(JSON.parse(String(data))));
  }

  #take(message: LiveMessage): void {
    const last = this.received.at(-1);
    this.received.push(message);
    if (message.type === 'snapshot') {
      this.entries.clear();
      for (const [key, value] of Object.entries(message.entries)) this.entries.set(key, value);
      return;
    }
    expect(message.seq).toBe((last?.seq ?? Number.NaN) + 1);
    for (const [key, value] of Object.entries(message.set)) this.entries.set(key, value);
    for (const key of message.drop) this.entries.delete(key);
  }

  async sees(count = 1): Promise<void> {
    await vi.waitFor(() => expect(this.received.length).toBeGreaterThanOrEqual(count), { timeout: 5000 });
  }
}

test('a snapshot first, then deltas with what was set and dropped', async () => {
  host.view.set('engine', { phase: 'idle' });
  host.view.set('fault/1', { kind: 'X' });
  const viewer = new Viewer();
  await viewer.sees();
  expect(viewer.received[0]).toEqual({
    type: 'snapshot',
    seq: 0,
    entries: { engine: { phase: 'idle' }, 'fault/1': { kind: 'X' } },
  });
  host.view.set('engine', { phase: 'running' });
  host.view.set('fault/1', null);
  await viewer.sees(2);
  expect(viewer.received[1]).toEqual({
    type: 'delta',
    seq: 1,
    set: { engine: { phase: 'running' } },
    drop: ['fault/1'],
  });
  viewer.socket.terminate();
});

test('a late viewer converges with the first one, through many changes and a new game', async () => {
  const early = new Viewer();
  await early.sees();
  const viewers = [early];
  for (let round = 0; round < 60; round++) {
    for (let key = 0; key < 20; key++) host.view.set(`plant/${key}`, round % (key + 2) === 0 ? null : { round });
    if (round === 20 || round === 40) viewers.push(new Viewer());
    if (round === 30) host.view.replace(new Map([['engine', { phase: 'idle', epoch: 2 }]]));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (const viewer of viewers) {
    await vi.waitFor(() => expect(viewer.entries).toEqual(host.view.entries), { timeout: 5000 });
    expect(viewer.received.some(({ type }) => type === 'delta')).toBe(true);
    viewer.socket.terminate();
  }
});

test('a page of another origin cannot open the live socket', async () => {
  const viewer = new Viewer({ origin: 'http://evil.example' });
  const status = await new Promise((resolve) => {
    viewer.socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    viewer.socket.on('error', () => undefined);
  });
  expect(status).toBe(403);
  expect(viewer.received).toEqual([]);
});

test('a viewer that sends too much is disconnected and the others stay', async () => {
  const [good, bad] = [new Viewer(), new Viewer()];
  await Promise.all([good.sees(), bad.sees()]);
  bad.socket.send('x'.repeat(API_LIMITS.clientFrameBytes + 1));
  bad.socket.on('error', () => undefined);
  await bad.closed;
  host.view.set('engine', { phase: 'running' });
  await good.sees(2);
  good.socket.terminate();
});

test('closing ends the viewers and frees the port', async () => {
  const viewer = new Viewer();
  await viewer.sees();
  await app.close();
  await viewer.closed;
  const again = await createApi({ host });
  expect(await listen(again, Number(new URL(url).port))).toBe(url);
  await again.close();
});

test('a taken port is named', async () => {
  const port = Number(new URL(url).port);
  const second = await createApi({ host });
  const failure = await listen(second, port).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiPortTakenError);
  expect(String(failure)).toContain(String(port));
  await second.close();
});
