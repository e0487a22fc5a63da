/** The boards' shared parts on this machine, under sanitizers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileParts } from './compile-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-parts-'));
const program = join(folder, 'parts');
beforeAll(() => compileParts('parts', program), 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the boards' shared parts", () => {
  it('keep every check of their own', () => {
    const lines = execFileSync(program, { encoding: 'utf8' }).trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
    expect(lines.length).toBeGreaterThan(30);
  });
});
