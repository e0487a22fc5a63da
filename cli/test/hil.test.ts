/** `understudy hil` as its user runs it: what it prints, writes and ends with; and that a room is played without native code. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, launch, understudy } from './run-cli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-hil-'));
  process.env.UNDERSTUDY_HOME = join(folder, 'home');
});
afterAll(() => {
  delete process.env.UNDERSTUDY_HOME;
  rmSync(folder, { recursive: true });
});

const hil = (...args: readonly string[]): Promise<Finished> => understudy('hil', ...args);
const out = (): string => join(folder, 'out');

describe('understudy hil', () => {
  it('tests controllers, writes reports, and makes them again', async () => {
    const {
      code,
      out: text,
      err,
    } = await hil(
      ...['test', '-p', 'wasm', '--controller', 'fuse,crank', '--out', out(), '-n', '2', '--shuffle', '--json'],
    );
    expect(code, err).toBe(0);
    const { exitCode, sessions } = JSON.parse(text);
    expect(exitCode).toBe(0);
    expect(sessions.map(({ facts }: { facts: { controller: string } }) => facts.controller)).toEqual([
      'crank',
      'crank',
      'fuse',
      'fuse',
    ]);
    for (const { results } of sessions) {
      expect(results.length).toBeGreaterThan(100);
      // The proofs of the bench come first, whatever the order of the rest is.
      expect(results[0].id).toBe('bench/power-off-is-silence');
    }
    const files = readdirSync(out(), { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(expect.arrayContaining(['report.html', 'junit.xml', 'ctrf.json']));
    for (const end of ['session.json', 'measurements.json', '.edges.csv', '.vcd', '.messages.csv']) {
      expect(
        files.some((name) => name.endsWith(end)),
        end,
      ).toBe(true);
    }
    const junit = join(folder, 'again.xml');
    const again = await hil('report', out(), '--junit', junit);
    expect(again.code, again.err).toBe(0);
    expect(readFileSync(junit, 'utf8')).toBe(readFileSync(join(out(), 'junit.xml'), 'utf8'));
  }, 180_000);

  it('tells what to check for a failure, keeps it in the history, and ends with 1', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(
      file,
      'version: 1\nname: Wrong\ncontroller: fuse\nsteps:\n  - expect-message: { device: actuator, topic: state, where: { state: { motion: flying } }, timeout: 1s }\n',
    );
    const {
      code,
      out: text,
      err,
    } = await hil('test', '-p', 'wasm', '--scenario', file, '--out', join(folder, 'wrong'));
    expect(code, err).toBe(1);
    expect(text).toMatch(/^FAIL fuse on wasm \(wasm-fuse\): 3 passed, 1 failed;/);
    expect(text).toMatch(/failed [A-Z_]+ scenario\/wrong\n/);
    expect(text).toMatch(/Check:\n {4}- /);
    const history = await hil('history', 'wasm-fuse');
    expect(history.out).toMatch(/exit 1 {2}fuse on wasm {2}3 passed, 1 failed/);
    const values = await hil('history', 'wasm-fuse', '--measurement', 'loopback latency', '--json');
    expect(JSON.parse(values.out).values.length).toBeGreaterThan(0);
  }, 120_000);

  it('flashes an emulated board, and says what proves it', async () => {
    const { code, out: text, err } = await hil('flash', '--json');
    expect(code, err).toBe(0);
    const { proof, warnings, imageBytes } = JSON.parse(text);
    expect(proof).toMatchObject({ chipSerial: 'emulated-m7', buildHash: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(warnings.length).toBe(1);
    expect(imageBytes).toBeGreaterThan(30_000);
  }, 120_000);

  it('has help with examples, and refuses what it does not know', async () => {
    for (const command of ['map', 'flash', 'test', 'compare', 'fit', 'report', 'history', 'serve']) {
      const { code, out: text } = await hil(command, '--help');
      expect([command, code, text.includes('Examples:')]).toEqual([command, 0, true]);
    }
    expect((await hil('test', '-p', 'avr')).code).toBe(2);
    expect((await hil('test')).code).toBe(2);
  }, 120_000);
});

describe.runIf(process.platform === 'linux')('whoever plays a room', () => {
  it('loads no native code of the bench', async () => {
    const running = launch('start', '--port', '0', '--mqtt-port', '0', '--runs', join(folder, 'runs'));
    await running.seen(/https?:\/\/\S+/);
    const maps = readFileSync(`/proc/${running.child.pid}/maps`, 'utf8');
    running.child.kill('SIGINT');
    await running.finished;
    // Were this test blind, it would not see Node itself.
    expect(maps).toMatch(/\/node\b/);
    expect(maps.match(/\S*(serialport|bindings-cpp|node-hid|HID)\S*/gi) ?? []).toEqual([]);
  }, 180_000);
});
