/** Several processes on one machine: they share the history of a board, and never the board. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HistoryStore } from '../src/report/history.ts';

const WORKER = fileURLToPath(new URL('./bench-worker.ts', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Exit code of a worker, and what it printed. */
function worker(...args: readonly string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', WORKER, ...args]);
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}

it('appends from several processes without losing a session', async () => {
  const done = await Promise.all([1, 2, 3].map((name) => worker('history', folder, String(name))));
  expect(done.map(({ code, text }) => [code, text])).toEqual([1, 2, 3].map(() => [0, '']));
  const { entries, skipped } = new HistoryStore(folder).read('shared');
  expect(skipped).toEqual([]);
  expect(entries).toHaveLength(3 * 40);
});

it('gives a board to one process at a time, also when the one before died with it', async () => {
  const dead = { pid: 2 ** 22 + 1, host: hostname(), began: 0, since: '2020', token: 'x' };
  writeFileSync(join(folder, 'board.lock'), JSON.stringify(dead));
  const done = await Promise.all([1, 2, 3].map((name) => worker('lock', folder, String(name))));
  expect(done.map(({ code, text }) => [code, text])).toEqual([1, 2, 3].map(() => [0, '']));
  // Who holds it writes when it comes and when it goes: nobody comes in between.
  const lines = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(3 * 2 * 15);
  for (let index = 0; index < lines.length; index += 2) {
    const [came, went] = [lines[index], lines[index + 1]];
    expect(came?.startsWith('in '), `line ${index}: ${came}`).toBe(true);
    expect(went).toBe(came?.replace('in ', 'out '));
  }
});
