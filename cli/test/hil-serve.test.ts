/** The server of the operator page without a browser: who may start a run, one run a bench, locks, stops, what is sent. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FlashError,
  type FlashResult,
  HistoryStore,
  lockBoards,
  type PlannedTest,
  type Station,
} from '@understudy/hil';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import type * as page from '../../viewer/src/operator/messages.ts';
import { Archive, type ArchivedEntry } from '../src/hil-serve/archive.ts';
import type { OperatorMessage } from '../src/hil-serve/feed.ts';
import { OperatorFeed } from '../src/hil-serve/feed.ts';
import { OperatorHost } from '../src/hil-serve/operator-host.ts';
import type { Place } from '../src/hil-serve/place.ts';
import { createOperatorServer } from '../src/hil-serve/server.ts';
import { roomFolder } from '../src/paths.ts';
import { openRoom } from '../src/room/open.ts';

const JSON_HEADERS = { host: '127.0.0.1', 'content-type': 'application/json' };
const FLASHED: FlashResult = {
  ...{ platform: 'qemu-m7', boardId: 'S1', seconds: 1, blocksSent: 1, blocksSkipped: 0, imageBytes: 2, warnings: [] },
  proof: { chipSerial: 'S1', buildHash: '0123456789abcdef' },
};
const REQUEST = { serial: 'S1', steps: 'test', controller: 'vault' };

let folder: string;
let host: OperatorHost;
let app: Awaited<ReturnType<typeof createOperatorServer>>;
/** Called by the only test that is planned; it ends when its signal says so, or at once. */
let hangs: boolean;
/** Whether the bench's flash succeeds. */
let flashes: boolean;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-serve-'));
  hangs = false;
  flashes = false;
  const room = await openRoom(roomFolder('clockwork'));
  const archive = new Archive(new HistoryStore(join(folder, 'history')), join(folder, 'reports'));
  const plan = () => [waiting];
  host = new OperatorHost({
    places: [place('one'), place('two')],
    room,
    plan,
    lockFolder: join(folder, 'locks'),
    archive,
  });
  app = await createOperatorServer({ host });
});
afterEach(async () => {
  await host.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const waiting: PlannedTest = {
  ...{ id: 'timing/waits', suite: 'timing', title: 'It waits.', timeoutMs: 60_000 },
  run: (_station, signal) =>
    new Promise((resolve, reject) => {
      if (!hangs) resolve({});
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

/** Both benches stand for one board. */
function place(id: string): Place {
  const controllers = [{ id: 'vault', title: 'Vault' }];
  const facts = { id, title: id, platform: 'wasm', anySerial: true, room: 'clockwork', controllers } as const;
  return {
    facts,
    benchOf: ({ serial, controller }) => ({
      ...{ name: id, platform: 'wasm', serial, room: 'clockwork', controller, fixtures: [], loopback: 63 },
      locks: ['board'],
      open: async () => standIn(),
    }),
    flash: async (_request, progress) => {
      progress({ phase: 'write', doneBytes: 1, totalBytes: 2 });
      if (!flashes) throw new FlashError('BOARD_LOST', 'expected the board to its end, seen it gone');
      return FLASHED;
    },
  };
}

function standIn(): Station {
  const hello = { startCount: 1 };
  return {
    ...{ platform: 'wasm', channels: new Map(), hello: { dut: hello, bench: hello } },
    dut: { timeUs: async () => 1 },
    bench: { levels: async () => [], timeUs: async () => 1 },
    fitClocks: async () => ({ offsetUs: 0, uncertaintyUs: 1, driftPpm: 0 }),
    power: async () => {},
    close: async () => {},
  } as unknown as Station;
}

async function post(path: string, body: object, headers: Record<string, string> = {}) {
  const reply = await app.inject({
    method: 'POST',
    url: path,
    headers: { ...JSON_HEADERS, ...headers },
    payload: body,
  });
  return { status: reply.statusCode, ...(reply.json() as { readonly code?: string }) };
}
const start = (bench: string, more: object = {}, headers?: Record<string, string>) =>
  post(`/api/hil/benches/${bench}/runs`, { ...REQUEST, ...more }, headers);
const past = async (serial: string): Promise<[ArchivedEntry & { readonly report: string }]> =>
  (await app.inject({ url: `/api/hil/history/${serial}`, headers: JSON_HEADERS })).json().entries;
const stateOf = (bench: string) => host.views.find(({ id }) => id === bench)?.state;
const phase = (bench: string) => expect.poll(() => stateOf(bench)?.phase);

describe('a request', () => {
  it('of another page, or under another name, starts nothing', async () => {
    expect(await start('one', {}, { origin: 'http://evil.example' })).toMatchObject({
      status: 403,
      code: 'FOREIGN_ORIGIN',
    });
    expect(await start('one', {}, { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await start('one', {}, { host: 'evil.example' })).toMatchObject({ status: 403, code: 'FOREIGN_HOST' });
    expect(await start('one', {}, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(stateOf('one')?.phase).toBe('idle');
  });

  it('is refused by name where it cannot be done', async () => {
    expect(await start('three')).toMatchObject({ status: 404, code: 'NO_SUCH_BENCH' });
    expect(await start('one', { serial: ' ' })).toMatchObject({ status: 400, code: 'SERIAL_INVALID' });
    expect(await start('one', { controller: 'x' })).toMatchObject({ status: 400, code: 'NO_SUCH_CONTROLLER' });
    expect(await start('one', { steps: 'erase' })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await start('one', { more: 1 })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await post('/api/hil/benches/one/stop', {})).toMatchObject({ status: 409, code: 'NOTHING_TO_STOP' });
    expect(stateOf('one')?.phase).toBe('idle');
  });
});

describe('a run', () => {
  it('ends with a verdict, and is in the history of its serial', async () => {
    expect(await start('one')).toMatchObject({ status: 200 });
    await phase('one').toBe('passed');
    const { entries } = (await app.inject({ url: '/api/hil/history/S1', headers: JSON_HEADERS })).json();
    expect(entries).toMatchObject([{ facts: { serial: 'S1', bench: 'one' }, exitCode: 0 }]);
  });

  it('leaves the files of a session beside its history, and the page of it can be opened', async () => {
    await start('one');
    await phase('one').toBe('passed');
    const [{ report }] = await past('S1');
    const page = await app.inject({ url: `/api/hil/reports/${report}`, headers: JSON_HEADERS });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('It waits.');
    const files = readdirSync(join(folder, 'reports', report));
    expect(files).toEqual(expect.arrayContaining(['report.html', 'junit.xml', 'ctrf.json', report]));
    for (const name of ['none', '..', '..%2Freports', '%2e%2e']) {
      const seen = await app.inject({ url: `/api/hil/reports/${name}`, headers: JSON_HEADERS });
      expect(seen.statusCode, name).toBe(404);
    }
    // A report that somebody has thrown away is not offered.
    rmSync(join(folder, 'reports'), { recursive: true });
    expect((await past('S1'))[0]).not.toHaveProperty('report');
  });

  it('is alone on its bench, and on its board whatever other bench or process wants it', async () => {
    hangs = true;
    await start('one');
    await phase('one').toBe('testing');
    expect(await start('one', { serial: 'S2' })).toMatchObject({ status: 409, code: 'BENCH_BUSY' });
    expect(stateOf('one')?.request?.serial).toBe('S1');
    await start('two');
    await phase('two').toBe('error');
    expect(stateOf('two')?.verdict).toMatchObject({ kind: 'bench', code: 'BENCH_LOCKED' });
    expect(await post('/api/hil/benches/one/stop', {})).toMatchObject({ status: 200 });
    await phase('one').toBe('error');
    expect(stateOf('one')?.verdict?.kind).toBe('stopped');
    // The lock is free again.
    await expect.poll(() => lockable()).toBe(true);
  });

  it('that is a flash alone leaves its trace in the history', async () => {
    flashes = true;
    await start('one', { steps: 'flash' });
    await phase('one').toBe('passed');
    expect(await past('S1')).toMatchObject([
      {
        facts: { serial: 'S1', bench: 'one', dutHello: FLASHED.proof },
        exitCode: 0,
        counts: { passed: 1 },
        troubles: [],
      },
    ]);
    expect((await past('S1'))[0]?.report).toBeDefined();
  });

  it('whose flash fails says so, tests nothing, and frees the board', async () => {
    await start('one', { steps: 'both' });
    await phase('one').toBe('error');
    expect(stateOf('one')).toMatchObject({ verdict: { kind: 'bench', code: 'BOARD_LOST' }, tests: [] });
    const trouble = { id: 'bench/flash', status: 'error', code: 'BOARD_LOST' };
    expect(await past('S1')).toMatchObject([
      {
        facts: { serial: 'S1', bench: 'one', controller: 'vault' },
        exitCode: 3,
        counts: { error: 1 },
        troubles: [trouble],
      },
    ]);
    expect((await past('S1'))[0]?.report).toBeDefined();
    await expect.poll(() => lockable()).toBe(true);
  });
});

function lockable(): boolean {
  try {
    lockBoards(join(folder, 'locks'), ['board']).release();
    return true;
  } catch {
    return false;
  }
}

const isPassed = (message: OperatorMessage): message is Extract<OperatorMessage, { type: 'states' }> =>
  message.type === 'states' && message.benches[0]?.state.phase === 'passed';

describe('what viewers are sent', () => {
  it('is the whole at first, then what has changed, and nothing after they have left', async () => {
    const sent: OperatorMessage[] = [];
    const feed = new OperatorFeed(host);
    const viewer = { send: (text: string) => void sent.push(JSON.parse(text) as OperatorMessage) };
    feed.add(viewer);
    expect(sent.map(({ type }) => type)).toEqual(['states', 'pins', 'mirrors']);
    await start('one');
    await phase('one').toBe('passed');
    await expect.poll(() => sent.some(isPassed)).toBe(true);
    feed.remove(viewer);
    const count = sent.length;
    // Whoever stays is the proof that there was something to send.
    const other: OperatorMessage[] = [];
    feed.add({ send: (text) => void other.push(JSON.parse(text) as OperatorMessage) });
    await start('one');
    await expect
      .poll(() => other.some((message) => isPassed(message) && message.benches[0]?.state.run === 2))
      .toBe(true);
    expect(sent.length).toBe(count);
    feed.close();
  });

  it('begins with now for the first viewer, and is not put forward for the next', () => {
    let skipped = 0;
    const feed = new OperatorFeed({
      ...{ views: [], pins: {}, mirrors: () => ({}), onChange: () => () => {} },
      skipMirrors: () => {
        skipped += 1;
      },
    });
    const [one, other] = [{ send: () => {} }, { send: () => {} }];
    feed.add(one);
    feed.add(other);
    expect(skipped).toBe(1);
    feed.remove(one);
    feed.remove(other);
    feed.add(one);
    expect(skipped).toBe(2);
    feed.close();
  });

  it('is what the page takes it for', () => {
    expectTypeOf<OperatorMessage>().toExtend<page.OperatorMessage>();
    expectTypeOf<page.OperatorMessage>().toExtend<OperatorMessage>();
  });
});
