/** Lines as they are and as they fail: a bad one through a real pty and serialport, a busy one, a foreign device, a socket. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { buildM7, buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPty, type Pty } from '../src/flash/stand-ins/pty.ts';
import {
  BenchClient,
  Board,
  type FaultyLine,
  faultyLine,
  openLine,
  openQemuStation,
  type Station,
} from '../src/index.ts';
import type { Line } from '../src/link/stream.ts';
import { WasmPair } from '../src/station/wasm-pair.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
const BAUD = 115_200;
let elf: string;
let module: WebAssembly.Module;
beforeAll(async () => {
  ({ elf } = await buildM7({ cacheDir }));
  module = await WebAssembly.compile((await buildWasmBench({ cacheDir })).wasm as BufferSource);
}, 240_000);

const atEnd: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0).reverse()) await end();
});
const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => undefined,
    (error: { code?: unknown }) => error.code,
  );

describe('a line with 1 % of its frames corrupted, 1 % lost and 1 % doubled, each way', () => {
  it('loses nothing, and says what it dropped', async () => {
    const bad: FaultyLine[] = [];
    const station = await openQemuStation({
      elf,
      wrap: (line) => {
        const faulty = faultyLine(line, 40 + bad.length);
        bad.push(faulty);
        return faulty;
      },
    });
    atEnd.push(() => station.close());
    const rate = { drop: 0.01, corrupt: 0.01, duplicate: 0.01 };
    for (const line of bad) line.spoil({ toBoard: rate, toHost: rate });
    await exchange(station);
    for (const line of bad) line.spoil({});
    const fired = bad.map((line) => line.fired);
    const sum = (kind: 'drop' | 'corrupt' | 'duplicate'): number => fired.reduce((all, each) => all + each[kind], 0);
    expect(Math.min(sum('drop'), sum('corrupt'), sum('duplicate'))).toBeGreaterThan(0);
    const bench = station.bench as BenchClient;
    const host = [bench.counters, station.dut.counters];
    const boards = await Promise.all([bench.statistics(), station.dut.statistics()]);
    const refused = boards.flatMap(({ refused: reasons }) => Object.values(reasons)).reduce((all, one) => all + one, 0);
    // Each corrupted frame was refused by whoever got it, and nobody refused anything else.
    const corrupt = sum('corrupt');
    expect(refused + host.reduce((all, { refused: one }) => all + one, 0)).toBeGreaterThanOrEqual(corrupt);
    expect(refused + host.reduce((all, { refused: one }) => all + one, 0)).toBeLessThanOrEqual(2 * corrupt);
    expect(bench.failure).toBeUndefined();
    expect(station.dut.failure).toBeUndefined();
  });

  /** Programmes up, recordings down, and questions to both: every one must come back whole and right. */
  async function exchange(station: Station): Promise<void> {
    for (let round = 0; round < 10; round += 1) {
      const steps = Array.from({ length: 120 }, (_, index) => ({
        kind: 'drive' as const,
        atUs: 100 * index,
        channel: 20 + (index % 8),
        value: 1 + round * 1000 + index,
      }));
      await station.bench.load({ steps, lengthUs: 15_000 });
      await station.bench.start();
      await station.pass(20);
      const { edges, overflow } = await station.bench.recording();
      expect(edges.map(({ channel, value }) => [channel, value])).toEqual(
        steps.map(({ channel, value }) => [channel, value]),
      );
      expect(overflow).toBe(0);
      const before = await station.dut.timeUs();
      expect(await station.dut.timeUs()).toBeGreaterThan(before);
    }
  }
});

describe('a line that cannot be used', () => {
  const pty = async (): Promise<Pty> => {
    const opened = await openPty();
    atEnd.push(() => opened.close());
    return opened;
  };
  const line = async (path: string): Promise<Line> => {
    const opened = await openLine(path, BAUD);
    atEnd.push(() => opened.close());
    return opened;
  };

  it('is busy while another has it, and free again after that', async () => {
    const { path } = await pty();
    const first = await line(path);
    expect(await codeOf(openLine(path, BAUD))).toBe('LINE_BUSY');
    await first.close();
    await line(path);
  });

  it('is missing where there is none', async () => {
    expect(await codeOf(openLine('/dev/ttyUnderstudy', BAUD))).toBe('LINE_MISSING');
    expect(await codeOf(openLine('tcp://127.0.0.1:1', BAUD))).toBe('LINE_MISSING');
  });

  it.each([
    ['silence', [], 'LINK_SILENT'],
    ['a foreign device', [...Buffer.from('GRBL 1.1\r\nok\r\n\0')], 'FOREIGN_DEVICE'],
    ['noise', Array.from({ length: 3000 }, (_, index) => (index * 7919) & 255), 'FOREIGN_DEVICE'],
  ] as const)('with %s at its end is named before any test', async (_name, says, code) => {
    const device = await pty();
    device.onData(() => device.send(Uint8Array.from(says)));
    const board = new Board(await line(device.path), 5, { repeatMs: 10 });
    expect(await codeOf(board.hello)).toBe(code);
  });

  it('that is pulled ends what was asked', async () => {
    const device = await pty();
    const board = new Board(await line(device.path), 6);
    const hello = codeOf(board.hello);
    await device.close();
    expect(await hello).toBe('LINE_CLOSED');
  });
});

describe('a socket', () => {
  it('is a line to a board as any other', async () => {
    const pair = new WasmPair(module);
    const server: Server = createServer((socket: Socket) => {
      socket.on('data', (chunk: Uint8Array) => pair.benchLine.write(chunk));
      pair.benchLine.onData((chunk) => void socket.write(chunk));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    atEnd.push(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const line = await openLine(`tcp://127.0.0.1:${port}`, BAUD);
    atEnd.push(() => line.close());
    const client = new BenchClient(line, 9);
    expect((await client.hello).role).toBe('bench');
    expect(await client.timeUs()).toBe(0);
    client.close();
  });
});
