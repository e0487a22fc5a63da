/** A bench that another process uses, and a test that does not end: what `hil test` says, and with which exit code it ends. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type HilTestOptions, hilTest } from '../src/commands/hil-test.ts';
import { keepPrinted } from './in-process.ts';
import { launch } from './run-cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-hil-'));
});
const printed = keepPrinted(() => join(folder, 'home'));
afterEach(() => rmSync(folder, { recursive: true }));

const test = (options: Partial<HilTestOptions>): Promise<number> =>
  hilTest({
    ...{ platform: 'wasm', room: 'clockwork', proofs: true, seed: 1, count: 1, rounds: 1, jobs: 1 },
    ...{ out: join(folder, 'out'), json: true, ...options },
  });

it('a bench in use by another process is named with who has it, and is free once that has ended', async () => {
  const hardwareMap = join(folder, 'map.yml');
  const keys = 'connected: true, platform: wasm, runner: emulator, serial: emulator, role: dut, bench: b';
  writeFileSync(hardwareMap, `- { id: w, ${keys}, controller: clockwork/fuse }\n`);
  const args = ['-p', 'wasm', '--hardware-map', hardwareMap, '--suite', 'bench', '-n', '100000'];
  const running = launch('hil', 'test', ...args, '--out', join(folder, 'other'));
  const lock = join(folder, 'home', 'locks', 'w.lock');
  await vi.waitFor(() => expect(existsSync(lock)).toBe(true), { timeout: 60_000, interval: 50 });
  const options = { hardwareMap, suite: 'bench' } as const;
  const fate: unknown = await test(options).catch((error: unknown) => error);
  expect(fate).toMatchObject({ exitCode: 3, code: 'BENCH_LOCKED' });
  expect(String(fate)).toContain(`held by process ${running.child.pid}`);
  expect(String(fate)).toContain('Check:');
  running.child.kill('SIGINT');
  await running.finished;
  expect(await test(options)).toBe(0);
}, 180_000);

it('a test that does not end is a time-out', async () => {
  const scenario = join(folder, 'long.yaml');
  // A bench in WebAssembly that waits plays this hour in about a fifth of a second.
  writeFileSync(scenario, 'version: 1\nname: Long\ncontroller: fuse\nsteps:\n  - delay: 60min\n');
  expect(await test({ scenario, proofs: false, testTimeout: 0.02 })).toBe(42);
  const [{ exitCode, results }] = JSON.parse(printed.at(-1) ?? '').sessions;
  const codes = results.filter(({ status }: { status: string }) => status !== 'filtered');
  expect([exitCode, codes.map(({ code }: { code?: string }) => code)]).toEqual([42, ['TEST_TIMED_OUT']]);
}, 120_000);
