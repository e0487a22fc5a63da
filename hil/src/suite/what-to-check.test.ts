import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { adviceFor, WHAT_TO_CHECK } from './what-to-check.ts';

const SOURCES = join(import.meta.dirname, '..');
/** `new LinkError('CODE'`, `new TestFailure('CODE'`, also over a line's end; and members of a union of codes. */
const THROWN = /new \w*(?:Error|Failure)\(\s*'([A-Z][A-Z0-9_]+)'/g;
const MEMBER = /^ {2}\| '([A-Z][A-Z0-9_]+)'/gm;

function codesIn(folder: string): Map<string, string> {
  const codes = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || /fixtures|stand-ins/.test(file)) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    const found = [...text.matchAll(THROWN), ...(file.endsWith('errors.ts') ? text.matchAll(MEMBER) : [])];
    for (const [, code] of found) if (code !== undefined) codes.set(code, file);
  }
  return codes;
}

it('says what to check for every code that hil throws', () => {
  const codes = codesIn(SOURCES);
  expect(codes.size).toBeGreaterThan(40);
  expect([...codes].filter(([code]) => !Object.hasOwn(WHAT_TO_CHECK, code))).toEqual([]);
});

it('says one sentence and two to five things each', () => {
  for (const [code, { means, check }] of Object.entries(WHAT_TO_CHECK)) {
    expect(means, code).toMatch(/^[A-Z].*\.$/);
    expect(check.length, code).toBeGreaterThanOrEqual(2);
    expect(check.length, code).toBeLessThanOrEqual(5);
    for (const thing of check) expect(thing, code).toMatch(/^[A-Z].*\.$/);
  }
});

it('has words for a code that nobody knows', () => {
  expect(adviceFor('NO_SUCH_CODE').check.length).toBeGreaterThan(1);
  expect(adviceFor('toString').means).toContain('not in the list');
});
