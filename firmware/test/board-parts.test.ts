/** The boards' parts that need no board, on this machine, under sanitizers. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileParts } from './compile-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the boards' parts", () => {
  it.each([
    ['parts', 30],
    ['sampler', 14],
    ['message-ring', 14],
    ['esp32-broker', 14],
  ] as const)('keep every check of %s', (check, leastChecks) => {
    const program = join(folder, check);
    compileParts(check, program);
    const { status, stdout, stderr } = spawnSync(program, { encoding: 'utf8', timeout: 30_000 });
    const lines = stdout.trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
    expect(status, stderr).toBe(0);
    expect(lines.length).toBeGreaterThan(leastChecks);
  });
});
