/** What can be wrong with boards, lines, images and files of a bench: each its own code, exit code, status and words. */
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT_HASH } from '@understudy/contract';
import { buildM7, type M7Build } from '@understudy/firmware';
import {
  bootImage,
  flashState,
  openLine,
  type PtyEmulator,
  packFiles,
  startPtyEmulator,
  writeManifest,
} from '@understudy/hil';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HilFlashOptions, hilFlash } from '../src/commands/hil-flash.ts';
import { hilMap } from '../src/commands/hil-map.ts';
import { hilReport } from '../src/commands/hil-report.ts';
import { type HilTestOptions, hilTest } from '../src/commands/hil-test.ts';
import { Failure } from '../src/failure.ts';
import { CACHE } from '../src/paths.ts';
import { keepPrinted } from './in-process.ts';
import { launch } from './run-cli.ts';

const BAUD = 115_200;
let folder: string;
let pair: PtyEmulator;
let image: M7Build;
const servers: Server[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  image = await buildM7({ cacheDir: join(CACHE, 'firmware') });
  pair = await startPtyEmulator({ elf: image.elf });
}, 300_000);
afterAll(() => pair?.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-hil-'));
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
const printed = keepPrinted(() => join(folder, 'home'));
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  rmSync(folder, { recursive: true });
});

interface Fate {
  readonly code: string;
  readonly exitCode: number;
  readonly message: string;
}

/** How a command ends that refuses. */
async function refused(action: Promise<number>): Promise<Fate> {
  const error = await action.then(
    (exitCode) => new Error(`expected a refusal, seen exit code ${exitCode}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  const { code, exitCode, message } = error;
  return { code, exitCode, message };
}

interface Board {
  readonly id: string;
  readonly serial: string | null;
  readonly role: 'dut' | 'bench';
  readonly platform?: string;
  readonly runner?: string;
  readonly connected?: boolean;
}

/** A map of these boards, on one bench; the DUT is the controller fuse. */
function map(...boards: readonly Board[]): string {
  const path = join(folder, 'map.yml');
  const entries = boards.map(({ id, serial, role, platform = 'teensy41', runner = 'halfkay', connected = true }) =>
    [
      `- id: "${id}"`,
      `connected: ${connected}`,
      `platform: ${platform}`,
      `runner: ${runner}`,
      `serial: ${serial}`,
      `role: ${role}`,
      'bench: one',
      'fixtures: [gpio_loopback, switched_power]',
      ...(role === 'dut' ? ['controller: clockwork/fuse'] : []),
    ].join('\n  '),
  );
  writeFileSync(path, `${entries.join('\n')}\n`);
  return path;
}
const lines = (dut: string | null, bench: string | null): string =>
  map({ id: '100', serial: dut, role: 'dut' }, { id: '200', serial: bench, role: 'bench' });

const test = (options: Partial<HilTestOptions>): Promise<number> =>
  hilTest({
    ...{ platform: 'teensy41', room: 'clockwork', suite: 'bench', proofs: true, seed: 1, count: 1, rounds: 1, jobs: 1 },
    out: join(folder, 'out'),
    json: true,
    ...options,
  });
const flash = (options: HilFlashOptions): Promise<number> => hilFlash({ json: true, ...options });

/** A session that could not begin: its exit code, the trouble, and that every planned test is blocked by it. */
async function blocked(
  hardwareMap: string,
): Promise<{ readonly exitCode: number; readonly code: string; readonly message: string }> {
  const exitCode = await test({ hardwareMap });
  const { sessions } = JSON.parse(printed.at(-1) ?? '');
  const [{ infrastructure, results }] = sessions;
  for (const result of results) expect(result).toMatchObject({ status: 'blocked', code: infrastructure.code });
  expect(results.length).toBeGreaterThan(2);
  return { exitCode, ...infrastructure };
}

/** Something that talks on a socket: `says` at once, and to whatever is said to it. */
async function device(says: Uint8Array): Promise<string> {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.write(says);
    socket.on('data', () => socket.write(says));
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return `tcp://127.0.0.1:${address.port}`;
}

describe('boards and lines', () => {
  it('a wrong board is refused by what it says of itself', async () => {
    const fate = await blocked(lines(pair.paths.dut, pair.paths.bench));
    expect(fate).toMatchObject({ exitCode: 3, code: 'WRONG_BOARD' });
    expect(fate.message).toBe(`expected a teensy41 on ${pair.paths.dut}, seen a qemu-m7`);
  });

  it('two cables in the wrong sockets', async () => {
    expect(await blocked(lines(pair.paths.bench, pair.paths.dut))).toMatchObject({ exitCode: 3, code: 'WRONG_ROLE' });
  });

  it('a busy port', async () => {
    const held = await openLine(pair.paths.dut, BAUD);
    const fate = await blocked(lines(pair.paths.dut, pair.paths.bench));
    await held.close();
    expect(fate).toMatchObject({ exitCode: 3, code: 'LINE_BUSY' });
    expect(fate.message).toContain(pair.paths.dut);
  });

  it('no board: not plugged in, or gone since the map was made', async () => {
    const dut = { id: '100', serial: null, role: 'dut', connected: false } as const;
    const bench = { id: '200', serial: '/dev/understudy-none', role: 'bench' } as const;
    expect(await refused(test({ hardwareMap: map(dut, bench) }))).toMatchObject({ exitCode: 3, code: 'BOARD_ABSENT' });
    const gone = await blocked(lines('/dev/understudy-none', '/dev/understudy-none-2'));
    expect(gone).toMatchObject({ exitCode: 3, code: 'LINE_MISSING' });
  });

  it('a foreign device, and garbage', async () => {
    const printer = await device(new TextEncoder().encode('Marlin 2.1 ready\r\nok\r\n'.repeat(40)));
    expect(await blocked(lines(printer, pair.paths.bench))).toMatchObject({ exitCode: 3, code: 'FOREIGN_DEVICE' });
    const garbage = await device(Uint8Array.from({ length: 4096 }, (_, index) => (index * 73 + 11) % 251));
    const fate = await blocked(lines(pair.paths.dut, garbage));
    expect(fate).toMatchObject({ exitCode: 3, code: 'FOREIGN_DEVICE' });
    expect(fate.message).toMatch(/^bench: /);
  }, 120_000);

  it('a silent one', async () => {
    const silent = await device(new Uint8Array());
    expect(await blocked(lines(silent, pair.paths.bench))).toMatchObject({ exitCode: 3, code: 'LINK_SILENT' });
  }, 120_000);

  it('two boards on one serial, with file, line and column', async () => {
    const twice = map({ id: '100', serial: '/dev/a', role: 'dut' }, { id: '100', serial: '/dev/b', role: 'bench' });
    for (const fate of [await refused(test({ hardwareMap: twice })), await refused(hilMap({ map: twice }))]) {
      expect(fate).toMatchObject({ exitCode: 2, code: 'AMBIGUOUS_SERIAL' });
      expect(fate.message).toMatch(/map\.yml:10:7.*100 also on line 1/);
    }
    const before = readFileSync(twice, 'utf8');
    expect(await refused(hilMap({ map: twice, generate: true }))).toMatchObject({ code: 'AMBIGUOUS_SERIAL' });
    expect(readFileSync(twice, 'utf8')).toBe(before);
  });

  it('no map, and no board in it', async () => {
    expect(await refused(hilMap({ map: join(folder, 'none.yml') }))).toMatchObject({ exitCode: 2, code: 'NO_MAP' });
    expect(await refused(test({}))).toMatchObject({ exitCode: 2, code: 'MAP_NEEDED' });
    const hardwareMap = lines('/dev/a', '/dev/b');
    expect(await refused(test({ hardwareMap, platform: 'esp32' }))).toMatchObject({
      exitCode: 2,
      code: 'NO_SUCH_BOARD',
    });
    expect(await refused(flash({ map: hardwareMap, board: '300' }))).toMatchObject({
      exitCode: 2,
      code: 'NO_SUCH_BOARD',
    });
    expect(await refused(flash({ map: hardwareMap, board: '100' }))).toMatchObject({ exitCode: 2, code: 'NO_IMAGE' });
  });
});

describe('builds', () => {
  it('a board with another build than the image at hand is warned of, and tested', async () => {
    const path = join(folder, 'understudy.elf');
    copyFileSync(image.elf, path);
    const facts = { platform: 'qemu-m7', buildHash: '0000000000000000', contractHash: CONTRACT_HASH } as const;
    writeManifest(path, packFiles(facts, path).manifest);
    const hardwareMap = map({ id: 'm7', serial: 'emulator', role: 'dut', platform: 'qemu-m7', runner: 'emulator' });
    expect(await flash({ map: hardwareMap })).toBe(0);
    const session = { hardwareMap, platform: 'qemu-m7', filter: 'bench/wiring' } as const;
    expect(await test(session)).toBe(0);
    expect(JSON.parse(printed.at(-1) ?? '').warnings).toEqual([]);
    expect(await test({ ...session, image: path })).toBe(0);
    const [warning] = JSON.parse(printed.at(-1) ?? '').warnings;
    expect(warning).toMatchObject({ code: 'DRIFT', what: 'build', expected: facts.buildHash, seen: image.buildHash });
    expect(await test({ ...session, image: path, json: false })).toBe(0);
    expect(vi.mocked(console.error).mock.calls.flat()).toContainEqual(
      expect.stringMatching(/DRIFT.* clockwork\/fuse: expected build 0{16}, seen .*Flash the firmware/),
    );
    const other = { platform: 'wasm', image: path } as const;
    expect(await refused(test(other))).toMatchObject({ exitCode: 2, code: 'WRONG_IMAGE' });
  }, 180_000);
});

describe('options', () => {
  it('that choose nothing', async () => {
    const wasm = { platform: 'wasm', controller: 'fuse' } as const;
    expect(await refused(test({ ...wasm, filter: 'nothing/*' }))).toMatchObject({
      exitCode: 2,
      code: 'NO_TEST_SELECTED',
    });
    expect(await refused(test({ ...wasm, suite: 'speed' }))).toMatchObject({ exitCode: 2, code: 'BAD_SUITE' });
    expect(await refused(test({ ...wasm, controller: 'fus' }))).toMatchObject({ exitCode: 2, code: 'NO_CONTROLLER' });
    const none = join(folder, 'none.yml');
    expect(await refused(test({ ...wasm, scenario: none }))).toMatchObject({ exitCode: 2, code: 'NO_BENCH_SCENARIO' });
    expect(await refused(test({ ...wasm, quarantineList: none }))).toMatchObject({
      exitCode: 2,
      code: 'NO_QUARANTINE_LIST',
    });
    expect(await refused(hilReport(folder, {}))).toMatchObject({ exitCode: 2, code: 'NO_SESSION' });
  });
});

describe('images', () => {
  const boards = (): string => join(folder, 'home', 'boards');
  const copy = (buildHash: string, bytes?: number): string => {
    const path = join(folder, 'understudy.elf');
    copyFileSync(image.elf, path);
    if (bytes !== undefined) truncateSync(path, bytes);
    writeManifest(path, packFiles({ platform: 'qemu-m7', buildHash, contractHash: 'c0ffee' }, path).manifest);
    return path;
  };

  it('a truncated or unsigned one is refused before anything is written', async () => {
    const unsigned = { image: copy(image.buildHash) };
    expect(await refused(flash(unsigned))).toMatchObject({ exitCode: 2, code: 'IMAGE_UNSIGNED' });
    const half = { image: copy(image.buildHash, 30_000), allowUnsigned: 'a test' };
    expect(await refused(flash(half))).toMatchObject({ exitCode: 2, code: 'IMAGE_TRUNCATED' });
    expect(flashState(boards(), 'emulated-m7')).toBeUndefined();
  });

  it('old firmware is found by the build hash of HELLO', async () => {
    const fate = await refused(flash({ image: copy('0000000000000000'), allowUnsigned: 'a test' }));
    expect(fate).toMatchObject({ exitCode: 3, code: 'OLD_FIRMWARE' });
    expect(fate.message).toContain(`expected build 0000000000000000 in HELLO, seen ${image.buildHash}`);
    expect(fate.message).toContain('Check:');
  });

  it('a board that loses its power in mid-flash does not start, says so, and is mended by flashing again', async () => {
    const hardwareMap = map({ id: 'm7', serial: 'emulator', role: 'dut', platform: 'qemu-m7', runner: 'emulator' });
    const running = launch('hil', 'flash', '--map', hardwareMap);
    const err: string[] = [];
    running.child.stderr?.on('data', (chunk: Buffer) => {
      err.push(chunk.toString());
      if (err.join('').includes('write')) running.child.kill('SIGKILL');
    });
    await running.finished;
    if (flashState(boards(), 'm7')?.bootable !== false) {
      // The whole of it was written before the signal came: the cut is made by hand.
      writeFileSync(join(boards(), 'm7', 'flash.json'), '{"generation":1,"bootable":false,"buildHash":"x"}');
    }
    expect(() => bootImage(boards(), 'm7')).toThrow(/cut off/);
    const exitCode = await test({ hardwareMap, platform: 'qemu-m7' });
    const [{ infrastructure }] = JSON.parse(printed.at(-1) ?? '').sessions;
    expect([exitCode, infrastructure.code]).toEqual([3, 'NO_PROOF']);
    // The lock of a process that died with it is taken over.
    expect(await flash({ map: hardwareMap })).toBe(0);
    expect(await test({ hardwareMap, platform: 'qemu-m7' })).toBe(0);
  }, 120_000);
});
