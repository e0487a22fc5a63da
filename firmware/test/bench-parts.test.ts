/** The bench controller's programme, capture and wires on this machine, under sanitizers. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { FIRMWARE_ROOT } from '../build/index.ts';

const FLAGS = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Werror', '-fno-exceptions', '-fno-rtti'];
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
const PARTS = ['bench/capture', 'bench/programme', 'bench/wires', 'bench/controller', 'bench/check/bench'];

const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the bench controller keeps every check of its own', () => {
  const program = join(folder, 'bench');
  const files = PARTS.map((name) => `${FIRMWARE_ROOT}/${name}.cc`);
  execFileSync('g++', [...FLAGS, ...SANITIZERS, `-I${FIRMWARE_ROOT}`, ...files, '-o', program], { stdio: 'pipe' });
  const { status, stdout, stderr } = spawnSync(program, { encoding: 'utf8', timeout: 30_000 });
  const lines = stdout.trim().split('\n');
  expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
  expect(status, stderr).toBe(0);
  expect(lines.length).toBeGreaterThan(90);
}, 120_000);
