/** Every code that the command line makes up is on the page of errors, and no other. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CAMPAIGN_ERRORS, SCENARIO_ERRORS } from '@understudy/scenarios';
import { expect, test } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const page = readFileSync(at('../../docs/errors.md'), 'utf8');

function codesOf(section: string): string[] {
  const text = page.split('\n## ').find((part) => part.startsWith(section)) ?? '';
  return [...text.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code = '']) => code).sort();
}

test('scenarios and campaigns', () => {
  expect(codesOf('Scenarios')).toEqual([...SCENARIO_ERRORS].sort());
  expect(codesOf('Campaigns')).toEqual([...CAMPAIGN_ERRORS].sort());
});

test('the command line', () => {
  const sources = readdirSync(at('../src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(at(`../src/${name}`), 'utf8'));
  const made = sources.flatMap((text) =>
    [...text.matchAll(/(?:new Failure|refused)\(\s*'([A-Z_]+)'/g)].map(([, code = '']) => code),
  );
  const others = new Set(
    page
      .split('\n## Command line')[0]
      ?.match(/`[A-Z_]+`/g)
      ?.map((code) => code.slice(1, -1)),
  );
  expect(codesOf('Command line')).toEqual([...new Set(made)].filter((code) => !others.has(code)).sort());
});
