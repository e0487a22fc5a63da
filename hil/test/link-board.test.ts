/** The board's side of a session on this machine, under sanitizers. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCheck } from './native-link.ts';

let check: ReturnType<typeof compileCheck>;
beforeAll(() => {
  check = compileCheck('session');
}, 120_000);
afterAll(() => check?.remove());

describe("the board's side of a session", () => {
  it('keeps every check of its own', () => {
    const { status, stdout, stderr } = spawnSync(check.program, { encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
    expect(status, stderr).toBe(0);
    expect(lines.length).toBeGreaterThan(20);
  });
});
